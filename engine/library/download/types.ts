import type {EngineError} from "../../contract/index.ts";

/** How long is waited for a connection that is gone or silent. */
export interface Patience {
    /** ms without a byte after which a connection counts as dead */
    readonly stallMs: number;
    /** ms before the n-th try in a row that brought nothing, from 1 */
    readonly waitMs: (n: number) => number;
    /** tries in a row that bring nothing, after which it is given up (it can be resumed later) */
    readonly tries: number;
}

/** About ten minutes without a byte: a sleep or a change of network is outlived, a dead server is told of. */
export const PATIENCE: Patience = {stallMs: 30_000, waitMs: (n) => Math.min(500 * 2 ** n, 60_000), tries: 15};

/** The connection was lost, was silent, or the server is busy: the same again may do. */
export class Interruption extends Error {
    /** what is thrown when the patience is at its end */
    readonly final: EngineError;
    /** what the server asks to wait */
    readonly waitMs: number | undefined;

    /** @param said for a person: "connection lost" */
    constructor(said: string, final: EngineError, waitMs?: number) {
        super(said);
        this.final = final;
        this.waitMs = waitMs;
    }
}

/** A file on a server, whose true size is known beforehand. */
export interface SizedFile {
    readonly bytes: number;
    /** all 64 hex digits, or as many as are published */
    readonly sha256?: string | undefined;
}

/** Who is asked for models and dictionaries. */
export interface Hub {
    /** `https://huggingface.co`, without a slash at the end */
    readonly endpoint: string;
    /** @throws EngineError `secret/unavailable` */
    readonly token: () => Promise<string | undefined>;
    readonly patience: Patience;
}
