import {readers} from "./readers/index.ts";
import {readConfigs} from "./sources/readConfigs.ts";

/**
 * Refuses a published dictionary whose weights are not there yet, by its path and the configurations beside it. What they do not tell, the weights will.
 * @param weightsPath where the weights will be
 * @throws EngineError `dictionary/wrong-hook`, `dictionary/unsupported`, `file/malformed`
 */
export async function refuseByConfig(weightsPath: string): Promise<void> {
    const configs = await readConfigs(weightsPath);
    for (const reader of readers) reader.refuse?.({path: weightsPath, configs});
}
