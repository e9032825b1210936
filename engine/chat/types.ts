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
    /** held while answering: one answer (or those that are written beside each other) at a time, in the order asked */
    readonly turnstile: FairMutex;
}

export interface LoadedModel {
    readonly name: string;
    readonly model: SteerableModel;
    /** tokens of one conversation */
    readonly contextSize: number;
    /** ids of its dictionaries */
    readonly dictionaries: readonly string[];
    /** @throws EngineError `steering/bad-edit`, `steering/not-calibrated`, `dictionary/not-loaded`, `feature/moderated` */
    readonly compileSteering: (steering: Steering) => Promise<RawSteering>;
    /** M of each feature in the order asked; undefined where it is not known */
    readonly maxActivations: (dictionary: string, features: readonly number[]) => Promise<(number | undefined)[]>;
}

/** Which features are read while an answer is written. */
export interface Live {
    readonly dictionary: string;
    /** how many of the strongest */
    readonly k: number;
}

/** How an answer is to be written. */
export interface Answering {
    /** beside it the default answer, from the same seed */
    readonly compare: boolean;
    /** for this answer alone, in place of the conversation's */
    readonly steering?: Steering | undefined;
    /** one answer under each, in place of `compare` and `steering` */
    readonly variants?: readonly {readonly name: string; readonly steering: Steering}[] | undefined;
    readonly live?: Live | undefined;
}
