import {clearTimeout, setTimeout as setTimer} from "node:timers";
import {setTimeout} from "node:timers/promises";
import {EngineError} from "../contract/index.ts";
import {excerpt} from "./excerpt.ts";
import {UnusableAnswer} from "./UnusableAnswer.ts";

export interface PostOptions {
    readonly url: string;
    /** the key is in here and nowhere else */
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
    readonly signal: AbortSignal;
    /** why it waits */
    readonly onWait: (note: string) => void;
    /** without a byte from the server, ms */
    readonly timeoutMs?: number;
    /** before the second attempt, ms; doubles with each */
    readonly waitMs?: number;
    readonly attempts?: number;
    /** no wait is longer, whatever the server asks for, ms */
    readonly mostWaitMs?: number;
}

const TIMEOUT_MS = 120_000;
/** A server that says nothing so often is not asked again: it is not busy, it is stuck. */
const SILENCES = 2;
const WAIT_MS = 1000;
const MOST_WAIT_MS = 120_000;
const ATTEMPTS = 6;
/** An answer is a few words. */
const MOST_BYTES = 1024 * 1024;

export type Posted = {readonly ok: true; readonly body: unknown} | {readonly ok: false; readonly status: number; readonly text: string};

/**
 * Asks a server. One that is busy, fails or can't be reached is asked again after growing waits, or when it says; it is never followed elsewhere, as the key
 * goes along.
 * @returns its answer, or what it found wrong with the request (400, 413, 422)
 * @throws EngineError `labeller/failed` for one that twice did not send a byte in time, and for what no waiting mends; UnusableAnswer (an outage) when the
 * attempts are used up; the signal's reason
 */
export async function postJson(options: PostOptions): Promise<Posted> {
    const {url, signal, onWait, waitMs = WAIT_MS, attempts = ATTEMPTS, mostWaitMs = MOST_WAIT_MS} = options;
    const {host} = new URL(url);
    let wrong = "";
    let silences = 0;
    for (let attempt = 0; attempt < attempts; attempt++) {
        const tried = await tryOnce(options);
        if ("posted" in tried) return tried.posted;
        wrong = tried.wrong;
        if (tried.silent && ++silences === SILENCES) throw new EngineError("labeller/failed", {labeller: host, detail: `${wrong}, ${SILENCES} times`});
        if (attempt + 1 === attempts) break;
        const wait = Math.min(mostWaitMs, tried.waitMs ?? waitMs * 2 ** attempt);
        onWait(`${host}: ${wrong}, trying again in ${Math.ceil(wait / 1000)} s`);
        await setTimeout(wait, undefined, {signal}).catch(() => signal.throwIfAborted());
    }
    throw new UnusableAnswer(`${host}: ${wrong}`, {outage: true});
}

type Tried = {readonly posted: Posted} | {readonly wrong: string; readonly waitMs?: number; readonly silent?: boolean};

async function tryOnce({url, headers, body, signal, timeoutMs = TIMEOUT_MS}: PostOptions): Promise<Tried> {
    let response: Response;
    let text: string;
    const silence = new AbortController();
    const timer = setTimer(() => silence.abort(new DOMException("", "TimeoutError")), timeoutMs);
    try {
        response = await fetch(url, {
            method: "POST",
            headers: {"content-type": "application/json", ...headers},
            body: JSON.stringify(body),
            redirect: "manual",
            signal: AbortSignal.any([signal, silence.signal])
        });
        timer.refresh();
        text = await readText(response, () => timer.refresh());
    } catch (error) {
        signal.throwIfAborted();
        const {name, cause} = error as Error & {readonly cause?: {readonly code?: string}};
        if (name === "TimeoutError") return {wrong: `no answer in ${Math.round(timeoutMs / 1000)} s`, silent: true};
        return {wrong: `can't be reached${cause?.code ? ` (${cause.code})` : ""}`};
    } finally {
        clearTimeout(timer);
    }
    const {status} = response;
    if (status === 408 || status === 429 || status >= 500) {
        const waitMs = retryAfter(response.headers.get("retry-after"));
        return {wrong: `status ${status}`, ...(waitMs !== undefined && {waitMs})};
    }
    if (status === 400 || status === 413 || status === 422) return {posted: {ok: false, status, text: withoutSecrets(text, headers)}};
    if (!response.ok)
        throw new EngineError("labeller/failed", {labeller: new URL(url).host, detail: `status ${status}: ${excerpt(withoutSecrets(text, headers))}`});
    try {
        return {posted: {ok: true, body: JSON.parse(text)}};
    } catch (cause) {
        throw new UnusableAnswer(`${new URL(url).host} did not answer in JSON: ${excerpt(withoutSecrets(text, headers))}`, {cause});
    }
}

async function readText(response: Response, onBytes: () => void): Promise<string> {
    const decoder = new TextDecoder();
    let text = "";
    for await (const chunk of response.body ?? []) {
        onBytes();
        text += decoder.decode(chunk as Uint8Array, {stream: true});
        if (text.length > MOST_BYTES) throw new Error("an answer without end");
    }
    return text + decoder.decode();
}

/** seconds, or a date; ms */
function retryAfter(header: string | null): number | undefined {
    if (header === null) return undefined;
    const ms = /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
    return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** Servers like to repeat the key that they refuse. */
function withoutSecrets(text: string, headers: Readonly<Record<string, string>>): string {
    return Object.values(headers)
        .map((value) => value.replace(/^Bearer /, ""))
        .filter((secret) => secret.length >= 8)
        .reduce((rest, secret) => rest.replaceAll(secret, "…"), text);
}
