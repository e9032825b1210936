import {EngineError} from "../../contract/index.ts";
import {unreachable} from "./networkError.ts";
import {isBusy, refusalOf} from "./refusalOf.ts";
import {retryAfter} from "./retryAfter.ts";
import {type Hub, Interruption} from "./types.ts";

export interface HubFetchOptions {
    readonly repo: string;
    readonly signal?: AbortSignal | undefined;
}

/**
 * A `fetch` for the hub's API: takes the token along to the hub and to nobody else, and tells what a no means.
 * @throws (when called) Interruption where the same again may do, else EngineError `repository/*`, `download/refused`; the signal's reason
 */
export async function hubFetch({endpoint, token, patience}: Hub, {repo, signal}: HubFetchOptions): Promise<typeof fetch> {
    const secret = await token();
    const origin = new URL(endpoint).origin;
    return async (input, init) => {
        const url = new URL(input instanceof Request ? input.url : input);
        const headers = new Headers(init?.headers);
        if (secret !== undefined && url.origin === origin) headers.set("authorization", `Bearer ${secret}`);
        const timeout = AbortSignal.timeout(patience.stallMs);
        let response: Response;
        try {
            response = await fetch(url, {...init, headers, signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout])});
        } catch (error) {
            signal?.throwIfAborted();
            throw new Interruption(`can't reach ${url.host}`, unreachable(url.href, error));
        }
        if (response.ok && !isPage(url, response)) return response;
        await response.body?.cancel().catch(() => undefined);
        if (response.ok) throw new EngineError("download/refused", {url: url.href, status: response.status, detail: "a web page came in place of data"});
        const errorCode = response.headers.get("x-error-code") ?? (response.status === 404 ? "RepoNotFound" : undefined);
        const no = refusalOf({repo, url: url.href, status: response.status, errorCode, hasToken: secret !== undefined, byHub: true});
        throw isBusy(response.status) ? new Interruption(`${url.host} is busy`, no, retryAfter(response.headers.get("retry-after"))) : no;
    };
}

/** What a network's sign-in page, or a proxy, sends in place of the interface's JSON. */
const isPage = (url: URL, {headers}: Response) => url.pathname.includes("/api/") && /^text\/html\b/i.test(headers.get("content-type") ?? "");
