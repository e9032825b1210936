import type {Command} from "commander";
import {EngineError, type Run} from "../../../contract/index.ts";
import {textTable} from "../../textTable.ts";
import {describeProgress, followRuns} from "./followRuns.ts";
import {type Fetching, openFetching} from "./openFetching.ts";
import {type LibraryOptions, print, printJson, withLibraryOptions} from "./openLibrary.ts";

/** As many letters of an id as a person needs to type. */
const SHORT = 8;

export function registerRuns(library: Command): void {
    withLibraryOptions(library.command("runs")).description("downloads and conversions, newest first").action(list);
    withLibraryOptions(library.command("resume"))
        .description("go on with what was interrupted, and wait for it")
        .argument("[run]", "by its id, or the beginning of it (default: all that wait, are paused or have failed)")
        .action(resume);
    withLibraryOptions(library.command("cancel"))
        .description("end a run for good and remove what it had half done")
        .argument("<run>", "by its id")
        .action(cancel);
}

async function list(options: LibraryOptions): Promise<void> {
    await using fetching = await openFetching(options);
    const runs = fetching.runs.list();
    if (options.json) return printJson(runs);
    const columns = [{title: "Run"}, {title: "State"}, {title: "What", gives: true}, {title: "How far", gives: true}];
    print(
        textTable(
            columns,
            runs.map((run) => [run.id.slice(0, SHORT), run.state, run.title, howFar(run)])
        )
    );
}

/** What has ended is where it ended, whatever it did last. */
function howFar(run: Run): string {
    if (run.state === "done" || run.state === "cancelled") return run.error?.code ?? run.state;
    return run.error?.code ?? (run.progress === undefined ? "" : describeProgress(run));
}

async function resume(asked: string | undefined, options: LibraryOptions): Promise<void> {
    await using fetching = await openFetching(options);
    const waiting = fetching.runs.list().filter(({state}) => ["queued", "paused", "failed", "running"].includes(state));
    const chosen = asked === undefined ? waiting : [chooseRun(fetching, asked)];
    if (chosen.length === 0) return print("Nothing waits.");
    // what runs already, in another Saelor, is only waited for
    for (const {id, state} of chosen) if (state !== "running") fetching.runs.resume(id);
    const ended = await followRuns(
        fetching,
        chosen.map(({id}) => id)
    );
    if (options.json) return printJson(ended);
    for (const {title, state} of ended) print(`${title}: ${state}`);
}

async function cancel(asked: string, options: LibraryOptions): Promise<void> {
    await using fetching = await openFetching(options);
    const run = await fetching.runs.cancel(chooseRun(fetching, asked).id);
    if (options.json) return printJson(run);
    print(run.state === "cancelled" ? `Cancelled ${run.title}.` : `Asked the Saelor that has this workspace open to cancel ${run.title}.`);
}

/** @throws EngineError `run/not-found`, `input/invalid` where several ids begin so */
function chooseRun({runs}: Fetching, asked: string): Run {
    const found = runs.list().filter(({id}) => id.startsWith(asked));
    if (found.length > 1) throw new EngineError("input/invalid", {detail: `${found.length} runs begin with ${asked}`});
    if (found[0] === undefined) throw new EngineError("run/not-found", {id: asked});
    return found[0];
}
