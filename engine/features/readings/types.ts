import type {SteerableModel} from "../../llama/types.ts";
import type {FeatureDeps} from "../types.ts";

/** The model that texts are read with. */
export interface ReadingModel {
    readonly model: Pick<SteerableModel, "tokenize" | "tokenizeTurns" | "placesOfTurns" | "detokenize" | "isSpecial" | "readWhole">;
    /** tokens */
    readonly contextSize: number;
}

export interface ReadingDeps extends FeatureDeps {
    /** @throws EngineError `model/not-loaded` */
    readonly reader: () => ReadingModel;
}

/** What fires on one token: [n] features, ascending, and their values. */
export interface TokenRow {
    readonly position: number;
    readonly features: Int32Array;
    readonly values: Float32Array;
}
