/** Names that Windows keeps for devices, with any ending. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** Every file system holds as many bytes, a suffix included. */
const MOST_BYTES = 200;

/** A file's or folder's name on any system, as near to the given one as can be: no separators, no `..`, nothing invisible. */
export function safeName(given: string): string {
    const plain = given
        .normalize("NFC")
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
        .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, "")
        .replace(/[/\\:*?"<>|]+/g, "-")
        .replace(/^[\s.]+|[\s.]+$/g, "");
    let short = plain;
    while (Buffer.byteLength(short) > MOST_BYTES) short = [...short].slice(0, -1).join("");
    const name = short.trimEnd();
    return name === "" ? "unnamed" : RESERVED.test(name) ? `_${name}` : name;
}

/** `a/../b` in a repository, as names of folders here. */
export const safePath = (path: string): string[] =>
    path
        .split("/")
        .filter((segment) => segment !== "" && segment !== ".")
        .map(safeName);
