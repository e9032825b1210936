import {type Failure, isEngineError} from "../contract/index.ts";

/** An error as it is kept with a run; what nobody foresaw becomes `engine/internal`. */
export function toFailure(error: unknown): Failure {
    if (isEngineError(error)) return {code: error.code, data: {...error.data}, message: error.message};
    const detail = error instanceof Error ? error.message : String(error);
    return {code: "engine/internal", data: {detail}, message: detail};
}
