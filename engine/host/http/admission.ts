import {createHash, randomBytes, timingSafeEqual} from "node:crypto";
import type {IncomingHttpHeaders} from "node:http";

/** The names by which a browser on this machine, or at the other end of an SSH tunnel, reaches us. */
const OWN_NAMES = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** 256 random bits; whoever has them may use the engine. */
export const createToken = () => randomBytes(32).toString("base64url");

/**
 * Whether the Host header names this machine. A page elsewhere can point its own name at 127.0.0.1 (DNS rebinding), and then
 * its requests carry that name. The port is free, since a tunnel may change it.
 */
export function hasOwnHost(host: string | undefined): boolean {
    return host !== undefined && OWN_NAMES.has(host.replace(/:\d+$/, "").toLowerCase());
}

/**
 * Whether a WebSocket may be opened: from one of our own pages, with the token. A browser can't set headers on a WebSocket, so
 * the token comes as the subprotocol `bearer.<token>`.
 */
export function mayConnect(headers: IncomingHttpHeaders, token: string): boolean {
    if (!hasOwnHost(headers.host)) return false;
    // Programs other than browsers send no Origin; a browser always does, and can't forge it
    if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`) return false;
    const protocols = (headers["sec-websocket-protocol"] ?? "").split(",").map((protocol) => protocol.trim());
    const given = protocols.find((protocol) => protocol.startsWith("bearer."))?.slice("bearer.".length);
    return given !== undefined && isSame(given, token);
}

/** Hashes first: equal lengths, and a time that tells nothing about the token. */
function isSame(a: string, b: string): boolean {
    const digest = (text: string) => createHash("sha256").update(text).digest();
    return timingSafeEqual(digest(a), digest(b));
}
