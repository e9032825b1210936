import {readFile, stat} from "node:fs/promises";
import {z} from "zod";
import {type ConversationImport, EngineError, isEngineError} from "../../contract/index.ts";
import type {ChatDeps} from "../types.ts";
import {readConversations} from "./readConversations.ts";
import {type NewConversation, storeConversations} from "./storeConversations.ts";

export interface ImportInput {
    readonly path?: string | undefined;
    readonly file?: File | undefined;
}

/** A string of JavaScript holds no more; years of chats are a tenth of it. */
const MAX_BYTES = 500_000_000;

/**
 * Reads conversations from Saelor's own export, ChatGPT's or Open WebUI's, told by what they hold, and adds them beside those that are there: all of them or
 * none, under ids of their own, so that the same file again overwrites nothing.
 * @param fresh what a conversation has that does not say otherwise
 * @throws EngineError `file/*`, `input/invalid`
 */
export async function importConversations(
    {store}: Pick<ChatDeps, "store">,
    {path, file}: ImportInput,
    fresh: () => NewConversation
): Promise<ConversationImport> {
    const input = path ?? file;
    if (input === undefined || (path !== undefined && file !== undefined)) throw new EngineError("input/invalid", {detail: "give a path or a file"});
    const name = typeof input === "string" ? input : input.name;
    const text = textOf(await bytesOf(input, name), name);
    const {format, conversations, skips} = understood(name, () => readConversations(text, Date.now()));
    const stored = store.atomically(() => storeConversations(store, conversations, fresh()));
    const {because} = skips;
    return {format, ...stored, skipped: skips.count, ...(because !== undefined && {skippedBecause: because})};
}

async function bytesOf(input: string | File, path: string): Promise<Uint8Array> {
    try {
        const {size} = typeof input === "string" ? await stat(input) : input;
        if (size > MAX_BYTES) throw new EngineError("file/too-large", {path, limitBytes: MAX_BYTES, gotBytes: size, detail: "a file of conversations"});
        return typeof input === "string" ? await readFile(input) : new Uint8Array(await input.arrayBuffer());
    } catch (cause) {
        const {code} = cause as {code?: unknown};
        if (code === "ENOENT" || code === "ENOTDIR") throw new EngineError("file/not-found", {path}, {cause});
        if (code === "EACCES" || code === "EPERM") throw new EngineError("file/no-permission", {path, operation: "read"}, {cause});
        if (code === "EISDIR") throw malformed(path, "it is a folder", cause);
        throw cause;
    }
}

/** @throws EngineError `file/malformed` where it is no text, and for the archive that ChatGPT sends */
function textOf(bytes: Uint8Array, path: string): string {
    if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4)
        throw malformed(path, "it is an archive: unpack it and give its conversations.json");
    return understood(path, () => new TextDecoder("utf-8", {fatal: true}).decode(bytes));
}

function understood<T>(path: string, read: () => T): T {
    try {
        return read();
    } catch (cause) {
        if (isEngineError(cause)) throw cause;
        const detail = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
        throw malformed(path, detail.slice(0, 1000), cause);
    }
}

function malformed(path: string, detail: string, cause?: unknown): EngineError {
    return new EngineError("file/malformed", {path, format: "conversations", detail}, {cause});
}
