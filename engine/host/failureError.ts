import {EngineError, type ErrorCode, type Failure} from "../contract/index.ts";

/** A kept failure as the error that it was. */
export function failureError({code, data, message}: Failure): EngineError {
    return new EngineError(code as ErrorCode, data as never, {message});
}
