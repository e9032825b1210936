import type {CalibratedDictionary} from "../dictionaries/index.ts";
import type {ModerationGate} from "../moderation/gate.ts";
import type {Store} from "../store/openStore.ts";

/** What features need of the rest of the engine. */
export interface FeatureDeps {
    readonly store: Store;
    /** a dictionary that is loaded now */
    readonly dictionary: (id: string) => CalibratedDictionary | undefined;
    /** what is listed, named or read passes here */
    readonly gate: ModerationGate;
}
