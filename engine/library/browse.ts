import type {Dirent} from "node:fs";
import {readdir, stat} from "node:fs/promises";
import {dirname, isAbsolute, join, resolve} from "node:path";
import {type BrowseEntry, EngineError} from "../contract/index.ts";
import {statFile} from "./statFile.ts";

export interface Browsed {
    readonly path: string;
    readonly parent: string | null;
    readonly entries: BrowseEntry[];
}

/** What stands above Windows' drives. */
const DRIVES = "\\";
/** A folder with more than this is no place to choose a file by eye. */
const MOST = 5000;

/**
 * A folder on the machine that the engine runs on: folders first, hidden ones left out, links as what they lead to.
 * @param given absent: `home`
 * @throws EngineError `file/not-found`, `file/no-permission`, `input/invalid` for a path that is not whole or is no folder
 */
export async function browse(given: string | undefined, {home, platform}: {home: string; platform: NodeJS.Platform}): Promise<Browsed> {
    if (platform === "win32" && given === DRIVES) return {path: DRIVES, parent: null, entries: await drives()};
    if (given !== undefined && !isAbsolute(given)) throw new EngineError("input/invalid", {detail: `${given} is not a whole path`});
    const path = resolve(given ?? home);
    const above = dirname(path);
    const top = platform === "win32" ? DRIVES : null;
    const listed = await listing(path);
    const shown = listed.filter(({name}) => !name.startsWith(".") && !/^(\$RECYCLE\.BIN|System Volume Information)$/i.test(name)).slice(0, MOST);
    const entries = (await Promise.all(shown.map((entry) => described(path, entry)))).flat();
    const byName = new Intl.Collator("en", {numeric: true, sensitivity: "base"});
    entries.sort((a, b) => (a.kind === b.kind ? byName.compare(a.name, b.name) : a.kind === "folder" ? -1 : 1));
    return {path, parent: above === path ? top : above, entries};
}

async function listing(path: string): Promise<Dirent[]> {
    try {
        return await readdir(path, {withFileTypes: true});
    } catch (cause) {
        const code = (cause as NodeJS.ErrnoException).code;
        if (code === "ENOENT") throw new EngineError("file/not-found", {path}, {cause});
        if (code === "ENOTDIR") throw new EngineError("input/invalid", {detail: `${path} is a file, not a folder`}, {cause});
        throw new EngineError("file/no-permission", {path, operation: "read"}, {cause});
    }
}

/** Nothing for what is neither folder nor file, and for links that lead nowhere. */
async function described(folder: string, {name}: Dirent): Promise<BrowseEntry[]> {
    const path = join(folder, name);
    const stats = await statFile(path);
    if (stats?.isDirectory()) return [{name, path, kind: "folder", modifiedAt: Math.round(stats.mtimeMs)}];
    return stats?.isFile() ? [{name, path, kind: "file", bytes: stats.size, modifiedAt: Math.round(stats.mtimeMs)}] : [];
}

async function drives(): Promise<BrowseEntry[]> {
    const letters = Array.from({length: 26}, (_, i) => String.fromCharCode(65 + i));
    const there = await Promise.all(
        letters.map((letter) =>
            stat(`${letter}:\\`).then(
                () => true,
                () => false
            )
        )
    );
    return letters.filter((_, i) => there[i]).map((letter) => ({name: `${letter}:`, path: `${letter}:\\`, kind: "folder"}));
}
