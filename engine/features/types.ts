import type {CalibratedDictionary} from "../dictionaries/index.ts";
import type {Store} from "../store/openStore.ts";

/** What features need of the rest of the engine. */
export interface FeatureDeps {
    readonly store: Store;
    /** a dictionary that is loaded now */
    readonly dictionary: (id: string) => CalibratedDictionary | undefined;
}
