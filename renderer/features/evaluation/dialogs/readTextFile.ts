/** of a list of prompts; 64 of them at 20,000 letters would be more, and nobody has that */
const MOST_BYTES = 2e6;

/**
 * What a file says, as UTF-8.
 * @returns in words why it can't be taken
 */
export async function readTextFile(file: Pick<File, "name" | "size" | "arrayBuffer">): Promise<{readonly text: string} | {readonly problem: string}> {
    if (file.size > MOST_BYTES) return {problem: `${file.name} is larger than 2 MB: no list of prompts.`};
    let bytes: ArrayBuffer;
    try {
        bytes = await file.arrayBuffer();
    } catch {
        return {problem: `${file.name} could not be read.`};
    }
    try {
        const text = new TextDecoder("utf-8", {fatal: true}).decode(bytes);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what no text has
        if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) return {problem: `${file.name} is no text.`};
        return text.trim() === "" ? {problem: `${file.name} is empty.`} : {text};
    } catch {
        return {problem: `${file.name} is no text, or not in UTF-8.`};
    }
}
