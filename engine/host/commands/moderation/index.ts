import type {Command} from "commander";
import {registerAccess} from "./access.ts";
import {registerLists} from "./lists.ts";
import {registerProposals} from "./proposals.ts";

/** What nobody sees or steers, and why: one list for each dictionary of a workspace. */
export function registerModeration(program: Command): void {
    const moderation = program
        .command("moderation")
        .description("features that nobody sees or steers: lists, proposals by a model, research access, audit")
        .addHelpText(
            "after",
            "\nLists belong to a workspace. chat, inspect and score need none, but what the default workspace moderates is moderated for them too;\nSAELOR_WORKSPACE names another one."
        );
    for (const register of [registerLists, registerProposals, registerAccess]) register(moderation);
}
