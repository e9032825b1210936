import type {Attachment} from "../../../../engine/contract/chat.ts";
import {bytes, count} from "../../../widgets/numbers.ts";

/** as many characters as the engine takes of one file, and as many files of one message */
export const MOST_CHARACTERS = 1_000_000;
export const MOST_FILES = 20;
/** UTF-8 takes at most so many for as many characters: what is larger need not be read */
const MOST_BYTES = 4 * MOST_CHARACTERS;
const LIMIT = `a file of at most ${count(MOST_CHARACTERS)} characters can be attached`;

/** What a person is told when a file can't be attached. */
export class NotAttachable extends Error {}

/**
 * The text of a file: UTF-8, or UTF-16 that says so.
 * @throws NotAttachable with a sentence that names the file
 */
export async function readAttachment(file: File): Promise<Attachment> {
    const name = file.name === "" ? "pasted file" : file.name.slice(-255);
    if (file.size === 0) throw new NotAttachable(`“${name}” is empty.`);
    if (file.size > MOST_BYTES) throw new NotAttachable(`“${name}” has ${bytes(file.size)}; ${LIMIT}.`);
    const text = decode(await file.arrayBuffer());
    if (text === null) throw new NotAttachable(`“${name}” is not a text file.`);
    if (text.trim() === "") throw new NotAttachable(`“${name}” is empty.`);
    if (text.length > MOST_CHARACTERS) throw new NotAttachable(`“${name}” has ${count(text.length)} characters; ${LIMIT}.`);
    return {name, text};
}

/** null: not text */
export function decode(buffer: ArrayBuffer): string | null {
    const [first, second] = new Uint8Array(buffer.slice(0, 2));
    const encoding = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
    try {
        const text = new TextDecoder(encoding, {fatal: true}).decode(buffer);
        return text.includes("\0") ? null : text.replaceAll("\r\n", "\n");
    } catch {
        return null;
    }
}
