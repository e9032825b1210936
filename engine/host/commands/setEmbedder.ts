import {resolve} from "node:path";
import type {Meaning} from "../../features/meaning/createMeaning.ts";
import {createRunner} from "../../runs/createRunner.ts";
import type {Store} from "../../store/openStore.ts";
import {progressLine} from "../progressLine.ts";
import {followRun} from "./followRun.ts";
import {describeProgress} from "./library/followRuns.ts";

/** What turns search by meaning off. */
export const NO_EMBEDDER = "none";

interface Deps {
    readonly store: Store;
    readonly meaning: Meaning;
}

/**
 * Sets the embedding model of a workspace, and waits until it has read the dictionary's labels; those that it has read before are not read again.
 * @param file a GGUF, from the current folder; `none`: none
 * @throws EngineError `file/*`, `model/*`, and what the reading fails with; the signal's reason, where what was read is kept
 */
export async function setEmbedder({store, meaning}: Deps, dictionary: string, file: string, signal: AbortSignal): Promise<void> {
    const runs = createRunner({store, executors: {embed: meaning.executor}, take: "own"});
    const line = progressLine(process.stderr);
    try {
        const run = await meaning.use(runs, {dictionary, path: file === NO_EMBEDDER ? null : resolve(file)}, signal);
        if (run !== null) await followRun({runs}, run.id, signal, (now) => line.show(describeProgress(now)));
    } finally {
        line.clear();
        await runs.close();
    }
}
