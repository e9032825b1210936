import {mapEventIterator} from "@orpc/client";
import {ORPCError, os, ValidationError} from "@orpc/server";
import {EngineError, type ErrorCode, isEngineError} from "../contract/index.ts";

/** HTTP statuses, for the API and for logs; the code is what programs read. */
const STATUS: {readonly [Code in ErrorCode]?: number} = {
    "file/not-found": 404,
    "file/no-permission": 403,
    "file/exists": 409,
    "disk/full": 507,
    "disk/not-enough-space": 507,
    "network/unreachable": 502,
    "repository/not-found": 404,
    "repository/gated": 403,
    "download/refused": 502,
    "run/not-found": 404,
    "run/not-possible": 409,
    "chat/not-found": 404,
    "chat/busy": 409,
    "feature/not-found": 404,
    "feature/moderated": 403,
    "label/not-found": 404,
    "folder/not-found": 404,
    "preset/not-found": 404,
    "preset/other-dictionary": 409,
    "dictionary/not-loaded": 409,
    "model/not-loaded": 409,
    "model/context-full": 413,
    "steering/bad-edit": 400,
    "steering/bad-condition": 400,
    "steering/not-calibrated": 409,
    "store/locked": 409,
    "input/invalid": 400
};

/**
 * The one place where failures leave the engine: an `EngineError` crosses with its literal code and typed data, a call that does not fit
 * the contract as `input/invalid`, and what nobody foresaw as `engine/internal`. Streams are watched to their end.
 */
export const mapEngineErrors = os.middleware(async ({next, signal}) => {
    try {
        const result = await next();
        return isStream(result.output) ? {...result, output: watched(result.output, signal)} : result;
    } catch (cause) {
        throw toORPCError(cause, signal);
    }
});

function isStream(output: unknown): output is AsyncGenerator<unknown, unknown, void> {
    return typeof output === "object" && output !== null && Symbol.asyncIterator in output;
}

function watched(stream: AsyncGenerator<unknown, unknown, void>, signal: AbortSignal | undefined) {
    return mapEventIterator(stream, {value: async (value) => value, error: async (error) => toORPCError(error, signal)});
}

function toORPCError(error: unknown, signal: AbortSignal | undefined): unknown {
    if (isEngineError(error)) return crossing(error);
    if (signal?.aborted || (error instanceof Error && error.name === "AbortError")) return new ORPCError("CLIENT_CLOSED_REQUEST", {status: 499, cause: error});
    if (error instanceof ORPCError && error.cause instanceof ValidationError && error.code === "BAD_REQUEST") {
        const detail = error.cause.issues.map(({path, message}) => `${(path ?? []).map(String).join(".")}: ${message}`).join("; ");
        return crossing(new EngineError("input/invalid", {detail}, {cause: error}));
    }
    const detail = error instanceof Error ? error.message : String(error);
    return crossing(new EngineError("engine/internal", {detail}, {cause: error}));
}

function crossing({code, data, message, cause}: EngineError) {
    return new ORPCError(code, {status: STATUS[code] ?? 500, data, message, cause});
}
