import {type EngineStatus, featureListInputSchema} from "../../contract/index.ts";
import {type ListDeps, listFeatures} from "./listFeatures.ts";

interface Deps extends ListDeps {
    /** the present status and every change of it */
    readonly statuses: AsyncIterable<EngineStatus>;
    /** resolves when no answer is being written */
    readonly quiet: (signal: AbortSignal) => Promise<unknown>;
}

/**
 * Reads labels and harvests of each dictionary that comes to be loaded, so that the first list of features is there as quickly as later ones. It waits while an
 * answer is written, and reads in steps between which others have their turn. Lists that are warm cost nothing, so that after an import it looks again.
 * Resolves when the statuses end or the signal is aborted; fails never: what can't be read is told to whoever asks for a list.
 */
export async function warmLists({statuses, quiet, ...deps}: Deps, signal: AbortSignal): Promise<void> {
    for await (const status of statuses) {
        if (status.state !== "ready") continue;
        for (const {id: dictionary} of status.model.dictionaries) {
            if (signal.aborted) return;
            try {
                await quiet(signal);
                await listFeatures(deps, featureListInputSchema.parse({dictionary, limit: 1}));
            } catch {
                // the model has gone again, or there is nothing to read
            }
        }
    }
}
