import {isEngineError} from "../../contract/index.ts";
import {refuseByConfig} from "../../dictionaries/index.ts";
import type {Source} from "./checkpoint.ts";
import {sourceFolder} from "./dictionaryNames.ts";
import {type FetchOptions, fetchSource, localPath} from "./fetchSource.ts";
import type {Hub} from "./types.ts";

/** A configuration has a kilobyte or two. */
const MOST_BYTES = 1 << 20;

/**
 * Fetches a dictionary's configurations, and refuses what they and the paths tell against before gigabytes of weights are fetched. They are fetched to
 * their place, so nothing is fetched twice.
 * @throws EngineError `dictionary/wrong-hook`, `dictionary/unsupported`; as `fetchSource`
 */
export async function refuseEarly(hub: Hub, source: Source, options: FetchOptions): Promise<void> {
    const folder = sourceFolder(options.runFolder, source);
    const isConfig = ({path, bytes}: Source["files"][number]) => path.endsWith(".json") && bytes <= MOST_BYTES;
    await fetchSource(hub, {...source, files: source.files.filter(isConfig)}, folder, options);
    for (const {path} of source.files.filter((file) => !isConfig(file)))
        try {
            await refuseByConfig(localPath(folder, path));
        } catch (error) {
            // of anything else the whole dictionary says more
            if (isRefusal(error)) throw error;
        }
}

/** Whether no further fact, and no other try, would make a dictionary of it. */
export const isRefusal = (error: unknown): boolean => isEngineError(error, "dictionary/wrong-hook") || isEngineError(error, "dictionary/unsupported");
