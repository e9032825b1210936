import {basename, dirname, join} from "node:path";

const PART = /^(.+)-(\d{5})-of-(\d{5})\.gguf$/i;

/**
 * The files of a model that llama.cpp's `gguf-split` cut: `x-00001-of-00003.gguf` and its siblings.
 * @param path any part, or a whole file
 * @returns all parts in order, whether they are there or not; a whole file alone
 */
export function splitParts(path: string): readonly string[] {
    const [, stem, , count] = PART.exec(basename(path)) ?? [];
    const n = Number(count);
    if (stem === undefined || !(n >= 1 && n <= 1000)) return [path];
    return Array.from({length: n}, (_, i) => join(dirname(path), `${stem}-${String(i + 1).padStart(5, "0")}-of-${count}.gguf`));
}

/** A file's name without what every model's has: ending and part number. */
export const modelFileName = (path: string) => basename(splitParts(path)[0]!).replace(/(-00001-of-\d{5})?\.gguf$/i, "");
