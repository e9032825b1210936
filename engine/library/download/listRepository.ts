import type {Repository} from "../../contract/index.ts";
import {groupDictionaries} from "./groupDictionaries.ts";
import {groupModels} from "./groupModels.ts";
import {parseRepoName} from "./parseRepoName.ts";
import {readListing} from "./readListing.ts";
import {type Hub, Interruption} from "./types.ts";

/**
 * What of a repository Saelor can use. A person waits for it, so it is asked once.
 * @throws EngineError `network/unreachable`, `repository/*`, `download/refused`, `input/invalid`; the signal's reason
 */
export async function listRepository(
    hub: Hub,
    {repo: given, revision}: {readonly repo: string; readonly revision?: string | undefined},
    signal?: AbortSignal
): Promise<Repository> {
    try {
        const {repo, commit, gated, license, baseModels, files} = await readListing(hub, parseRepoName(given), {revision, signal});
        return {
            repo,
            revision: commit,
            gated,
            ...(license !== undefined && {license}),
            baseModels: [...baseModels],
            models: groupModels(files),
            dictionaries: groupDictionaries(repo, files)
        };
    } catch (error) {
        throw error instanceof Interruption ? error.final : error;
    }
}
