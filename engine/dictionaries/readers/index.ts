import {EngineError} from "../../contract/errors.ts";
import type {Source} from "../sources/types.ts";
import {dictionaryLearning} from "./dictionaryLearning.ts";
import {gemmaScope} from "./gemmaScope.ts";
import {gemmaScope2} from "./gemmaScope2.ts";
import {goodfire} from "./goodfire.ts";
import {llamaScope} from "./llamaScope.ts";
import {qwenScope} from "./qwenScope.ts";
import {saelens} from "./saelens.ts";
import {sparsify} from "./sparsify.ts";
import type {DictionaryReader, SourceDictionary} from "./types.ts";

/** Every published format that can be read, asked in order. To add one: a file beside this one, and a line here. */
export const readers: readonly DictionaryReader[] = [goodfire, saelens, gemmaScope, gemmaScope2, sparsify, llamaScope, qwenScope, dictionaryLearning];

/**
 * Finds the reader whose format this is, by content: names and endings of files tell nothing.
 * @throws EngineError `dictionary/unknown-format` with what the file holds instead
 */
export async function recognizeDictionary(source: Source): Promise<SourceDictionary> {
    for (const reader of readers) {
        const dictionary = await reader.read(source);
        if (dictionary) return dictionary;
    }
    const names = [...source.weights.tensors.keys()].map((name) => name.slice(0, 80));
    const listed = names.slice(0, 8).join(", ") + (names.length > 8 ? ` and ${names.length - 8} more` : "");
    const known = readers.map(({format}) => format).join(", ");
    throw new EngineError("dictionary/unknown-format", {
        path: source.path,
        detail: `its tensors (${listed || "none"}) are not those of a format that is read (${known})`
    });
}
