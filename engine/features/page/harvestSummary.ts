import type {HarvestedCorpus} from "../../contract/index.ts";
import type {FeatureDeps} from "../types.ts";

/** The newest finished harvest of a dictionary, loaded or not; null: none. */
export function harvestSummary({store}: Pick<FeatureDeps, "store">, dictionary: string): HarvestedCorpus | null {
    const found = store.harvests.current(dictionary);
    if (found === undefined) return null;
    const {texts: _texts, ...summary} = found;
    return summary;
}
