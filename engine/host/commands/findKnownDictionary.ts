import {existsSync} from "node:fs";
import path from "node:path";
import {EngineError} from "../../contract/index.ts";
import {type DictionaryFile, readDictionaryFile} from "../../dictionaries/index.ts";
import type {Store} from "../../store/openStore.ts";
import {demoFolder, readDemo} from "../demo.ts";

type Known = Pick<DictionaryFile, "id" | "name" | "path">;

/**
 * The dictionary that is meant where no model is named: a file; or by id, by a part of its name or file name, or by number, among those that the workspace knows
 * and the demo's. Without a word the only one that the workspace knows, else the demo's first.
 * @throws EngineError `input/invalid` where none or several could be meant, `file/*`
 */
export async function findKnownDictionary(store: Store, asked: string | undefined): Promise<Known> {
    const known = store.dictionaries.all();
    if (asked === undefined && known.length === 1) return known[0]!;
    const demo = await demoDictionaries();
    if (asked === undefined && known.length === 0 && demo[0] !== undefined) return demo[0];
    if (asked !== undefined && existsSync(asked)) return readDictionaryFile(path.resolve(asked));
    const all = [...known, ...demo.filter(({id}) => !known.some((one) => one.id === id))];
    const matches = asked === undefined ? demo.slice(0, 1) : named(all, asked);
    if (matches.length === 1) return matches[0]!;
    if (asked?.endsWith(".sae.gguf") === true && matches.length === 0) return readDictionaryFile(path.resolve(asked));
    const names = (matches.length === 0 ? all : matches).map(({id, name}) => `${name} (${id})`).join(", ");
    throw new EngineError("input/invalid", {
        detail: `${matches.length === 0 ? `no dictionary is called ${asked}` : `${asked} could be several`}: name one of ${names}, or a .sae.gguf`
    });
}

/** by what tells most first */
function named(all: readonly Known[], asked: string): readonly Known[] {
    const part = asked.toLowerCase();
    const exact = all.filter(({id, name}) => id === asked || name === asked);
    if (exact.length > 0) return exact;
    const alike = all.filter((one) => one.name.toLowerCase().includes(part) || path.basename(one.path).toLowerCase().includes(part));
    return alike.length > 0 || !/^\d+$/.test(asked) ? alike : all.slice(Number(asked), Number(asked) + 1);
}

async function demoDictionaries(): Promise<Known[]> {
    const folder = demoFolder();
    if (!existsSync(path.join(folder, "demo.json"))) return [];
    return await Promise.all(readDemo(folder).dictionaries.map(({file}) => readDictionaryFile(path.join(folder, file))));
}
