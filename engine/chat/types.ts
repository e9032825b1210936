import type {Steering} from "../contract/index.ts";
import type {RawSteering, SteerableModel} from "../llama/types.ts";
import type {ModerationGate} from "../moderation/gate.ts";
import type {Store} from "../store/openStore.ts";
import type {FairMutex} from "./FairMutex.ts";
import type {Generations} from "./Generations.ts";

/** What chatting needs of the rest of the engine. */
export interface ChatDeps {
    readonly store: Store;
    readonly gate: ModerationGate;
    /** the model in use now; undefined while none is loaded */
    readonly loaded: () => LoadedModel | undefined;
    readonly generations: Generations;
    /** held while answering: one answer (or one pair of them) at a time, in the order asked */
    readonly turnstile: FairMutex;
}

export interface LoadedModel {
    readonly name: string;
    readonly model: SteerableModel;
    /** ids of its dictionaries */
    readonly dictionaries: readonly string[];
    /** @throws EngineError `steering/bad-edit`, `steering/not-calibrated`, `dictionary/not-loaded`, `feature/moderated` */
    readonly compileSteering: (steering: Steering) => Promise<RawSteering>;
    /** M of each feature in the order asked; undefined where it is not known */
    readonly maxActivations: (dictionary: string, features: readonly number[]) => Promise<(number | undefined)[]>;
}
