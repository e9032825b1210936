import {z} from "zod";

/**
 * Every failure that a user can meet, with the facts that come along. A code is `area/what-is-wrong`; data holds what was
 * expected, what was found and where. The renderer owns the sentences; messages here are facts for logs and the CLI.
 */
export const errorData = {
    "file/not-found": z.object({path: z.string()}),
    "file/no-permission": z.object({path: z.string(), operation: z.enum(["read", "write"])}),
    "file/truncated": z.object({path: z.string(), expectedBytes: z.number().optional(), gotBytes: z.number().optional(), detail: z.string()}),
    "file/malformed": z.object({path: z.string(), format: z.string(), detail: z.string()}),
    "file/too-large": z.object({path: z.string(), limitBytes: z.number(), gotBytes: z.number(), detail: z.string()}),
    "file/exists": z.object({path: z.string()}),
    "file/in-use": z.object({path: z.string()}),
    "disk/full": z.object({path: z.string()}),
    "disk/not-enough-space": z.object({path: z.string(), neededBytes: z.number(), freeBytes: z.number()}),
    "network/unreachable": z.object({url: z.string(), detail: z.string()}),
    "repository/not-found": z.object({repo: z.string()}),
    "repository/gated": z.object({repo: z.string(), hasToken: z.boolean()}),
    "download/refused": z.object({url: z.string(), status: z.number(), detail: z.string()}),
    "download/interrupted": z.object({url: z.string(), detail: z.string(), gotBytes: z.number(), expectedBytes: z.number().optional()}),
    "download/corrupt": z.object({url: z.string(), path: z.string(), expectedSha256: z.string(), gotSha256: z.string()}),
    "download/keeps-changing": z.object({url: z.string()}),
    "secret/unavailable": z.object({detail: z.string()}),
    "run/not-found": z.object({id: z.string()}),
    "run/not-possible": z.object({id: z.string(), state: z.string(), action: z.string()}),
    "checkpoint/forbidden-global": z.object({path: z.string(), global: z.string()}),
    "dictionary/unknown-format": z.object({path: z.string(), detail: z.string()}),
    "dictionary/unsupported": z.object({path: z.string(), detail: z.string()}),
    "dictionary/shape-mismatch": z.object({path: z.string(), tensor: z.string(), expected: z.string(), got: z.string()}),
    "dictionary/not-finite": z.object({path: z.string(), tensor: z.string(), index: z.number()}),
    "dictionary/wrong-model": z.object({dictionary: z.string(), model: z.string(), expected: z.string(), got: z.string()}),
    "dictionary/not-loaded": z.object({dictionary: z.string()}),
    "dictionary/wrong-hook": z.object({path: z.string(), hook: z.string(), detail: z.string()}),
    "dictionary/not-found": z.object({path: z.string()}),
    "dictionary/needs": z.object({path: z.string(), what: z.enum(["layer", "k"]), detail: z.string()}),
    "model/not-found": z.object({id: z.string()}),
    "model/not-loaded": z.object({}),
    "model/load-failed": z.object({path: z.string(), detail: z.string()}),
    "model/wrong-kind": z.object({path: z.string(), got: z.string()}),
    "model/no-memory": z.object({path: z.string(), detail: z.string()}),
    "model/context-full": z.object({contextSize: z.number(), neededTokens: z.number()}),
    "model/evaluation-failed": z.object({detail: z.string()}),
    "native/not-built": z.object({path: z.string(), detail: z.string()}),
    "native/incompatible": z.object({detail: z.string()}),
    "native/failed": z.object({detail: z.string()}),
    "steering/bad-edit": z.object({detail: z.string()}),
    "steering/bad-condition": z.object({detail: z.string()}),
    "steering/not-calibrated": z.object({dictionary: z.string(), feature: z.number().optional(), detail: z.string()}),
    "chat/not-found": z.object({id: z.string()}),
    "chat/busy": z.object({id: z.string()}),
    "feature/not-found": z.object({dictionary: z.string(), feature: z.number(), nFeatures: z.number()}),
    "feature/moderated": z.object({dictionary: z.string(), feature: z.number(), category: z.string()}),
    "feature/not-harvested": z.object({dictionary: z.string()}),
    "meaning/no-model": z.object({}),
    "labeller/failed": z.object({labeller: z.string(), detail: z.string()}),
    "evaluation/not-found": z.object({id: z.string()}),
    "evaluation/not-possible": z.object({detail: z.string()}),
    "label/not-found": z.object({id: z.number()}),
    "preset/not-found": z.object({id: z.string()}),
    "preset/other-dictionary": z.object({name: z.string(), differences: z.array(z.string())}),
    "folder/not-found": z.object({id: z.string()}),
    "store/newer-version": z.object({path: z.string(), got: z.number(), supported: z.number()}),
    "store/corrupt": z.object({path: z.string(), detail: z.string()}),
    "store/locked": z.object({path: z.string()}),
    "serve/port-in-use": z.object({port: z.number()}),
    "input/invalid": z.object({detail: z.string()}),
    "engine/internal": z.object({detail: z.string()})
} as const;

export type ErrorCode = keyof typeof errorData;
export type ErrorData<Code extends ErrorCode> = z.infer<(typeof errorData)[Code]>;

/** The one error type of Saelor: a literal code, typed facts, and the cause where there is one. */
export class EngineError<Code extends ErrorCode = ErrorCode> extends Error {
    override readonly name = "EngineError";
    readonly code: Code;
    readonly data: ErrorData<Code>;

    constructor(code: Code, data: ErrorData<Code>, options: {message?: string; cause?: unknown} = {}) {
        super(options.message ?? describeFacts(code, data), {cause: options.cause});
        this.code = code;
        this.data = data;
    }
}

function describeFacts(code: string, data: Record<string, unknown>): string {
    const facts = Object.entries(data).map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`);
    return facts.length === 0 ? code : `${code}: ${facts.join(", ")}`;
}

export function isEngineError<Code extends ErrorCode>(error: unknown, code?: Code): error is EngineError<Code> {
    return error instanceof EngineError && (code === undefined || error.code === code);
}
