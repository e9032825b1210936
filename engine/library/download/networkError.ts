import {EngineError} from "../../contract/index.ts";
import {Silence} from "./inTime.ts";

/** What `fetch` threw, in its innermost words: "connect ECONNREFUSED 127.0.0.1:80". */
export function networkDetail(error: unknown): string {
    let innermost = error;
    while (innermost instanceof Error && !(innermost instanceof Silence) && innermost.cause instanceof Error) innermost = innermost.cause;
    if (!(innermost instanceof Error)) return String(innermost);
    const {code} = innermost as NodeJS.ErrnoException;
    return innermost.message || code || innermost.name;
}

export function unreachable(url: string, error: unknown): EngineError {
    return new EngineError("network/unreachable", {url, detail: networkDetail(error)}, {cause: error});
}
