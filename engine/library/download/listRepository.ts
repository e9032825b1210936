import {setTimeout as sleep} from "node:timers/promises";
import {isEngineError, type Repository} from "../../contract/index.ts";
import {groupDictionaries} from "./groupDictionaries.ts";
import {groupModels} from "./groupModels.ts";
import {parseRepoName} from "./parseRepoName.ts";
import {type Listing, readListing} from "./readListing.ts";
import {type Hub, Interruption} from "./types.ts";

/** Longer than that nobody is kept waiting by a server that is asked too often. */
const LONGEST_WAIT_MS = 5000;

/**
 * What of a repository Saelor can use. A person waits for it, so it is asked once, and once more where the server asks for a short wait.
 * @throws EngineError `network/unreachable`, `repository/*`, `download/refused`, `input/invalid`; the signal's reason
 */
export async function listRepository(
    hub: Hub,
    {repo: given, revision}: {readonly repo: string; readonly revision?: string | undefined},
    signal?: AbortSignal
): Promise<Repository> {
    try {
        const {repo, commit, gated, license, baseModels, files} = await readPatiently(hub, parseRepoName(given), {revision, signal});
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

async function readPatiently(...asked: Parameters<typeof readListing>): Promise<Listing> {
    try {
        return await readListing(...asked);
    } catch (error) {
        const wait =
            error instanceof Interruption && isEngineError(error.final, "download/refused") && error.final.data.status === 429 ? error.waitMs : undefined;
        if (wait === undefined || wait > LONGEST_WAIT_MS) throw error;
        await sleep(wait, undefined, asked[2]?.signal === undefined ? {} : {signal: asked[2].signal});
        return readListing(...asked);
    }
}
