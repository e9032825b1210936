import {EngineError} from "../contract/index.ts";

/** Runs a native call; what it throws becomes `native/failed`. */
export function native<Result>(call: () => Result): Result {
    try {
        return call();
    } catch (cause) {
        throw new EngineError("native/failed", {detail: cause instanceof Error ? cause.message : String(cause)}, {cause});
    }
}
