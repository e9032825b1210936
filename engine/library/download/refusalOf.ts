import {EngineError} from "../../contract/index.ts";

export interface Refusal {
    readonly repo: string;
    readonly url: string;
    readonly status: number;
    /** Hugging Face's own word for it: `GatedRepo`, `RepoNotFound`, `RevisionNotFound`, `EntryNotFound` */
    readonly errorCode?: string | undefined;
    readonly hasToken: boolean;
    /** whether the hub itself said so, not a server that it sent us to */
    readonly byHub: boolean;
}

/** What it means that a server says no. */
export function refusalOf({repo, url, status, errorCode, hasToken, byHub}: Refusal): EngineError {
    if (errorCode === "RepoNotFound") return new EngineError("repository/not-found", {repo});
    if (errorCode === "GatedRepo" || (byHub && (status === 401 || status === 403))) return new EngineError("repository/gated", {repo, hasToken});
    return new EngineError("download/refused", {url, status, detail: errorCode ?? `the server answers ${status}`});
}

/** Statuses that say: not now. */
export function isBusy(status: number): boolean {
    return status === 408 || status === 425 || status === 429 || status >= 500;
}
