import {realpathSync} from "node:fs";
import {statfs} from "node:fs/promises";
import {basename, dirname, isAbsolute, join, resolve} from "node:path";
import {EngineError, type Place} from "../contract/index.ts";
import {ensureFolder, ensureWritableFolder} from "../store/ensureFolder.ts";
import type {Store} from "../store/openStore.ts";
import {isInside} from "./isInside.ts";
import {otherPlaces, type Surroundings} from "./otherPlaces.ts";
import {statFile} from "./statFile.ts";

const SETTING = "library.folder";

export type LibraryFolders = ReturnType<typeof libraryFolders>;

/** Where the library keeps what it fetches, and where it looks for models. */
export function libraryFolders({store, workspace, surroundings}: {store: Store; workspace: string; surroundings: Surroundings}) {
    const own = join(resolve(workspace), "library");
    const chosen = () => {
        const value = store.settings.get(SETTING);
        return typeof value === "string" ? value : own;
    };
    /** where it keeps what it fetches, first, and where it once did */
    const kept = () => [...new Set([chosen(), own, ...store.library.folders("library")])];
    const made = (name: string) => {
        const folder = join(chosen(), name);
        ensureFolder(folder);
        return folder;
    };

    const places = async (): Promise<Place[]> => {
        const others = await otherPlaces(surroundings);
        const known = [
            ...kept().map((path, i) => ({path, kind: "library" as const, hide: i > 0})),
            ...store.library.folders("folder").map((path) => ({path, kind: "folder" as const, hide: false})),
            ...others.map((place) => ({...place, hide: true}))
        ];
        const looked = await Promise.all(known.map(async ({path, kind, hide}) => ({path, kind, hide, ...(await room(path))})));
        // other programs' folders, and those of former times, only where there are such
        return looked.filter(({hide, exists}) => exists || !hide).map(({hide: _, ...place}) => place);
    };

    return {
        kept,
        own: () => store.library.folders("folder"),
        /** @throws EngineError `file/no-permission` */
        modelsFolder: () => made("models"),
        /** @throws EngineError `file/no-permission` */
        dictionariesFolder: () => made("dictionaries"),
        /** whether a file was put there by Saelor, or for it: only such are ever deleted. Links that lead out of the library are not inside. */
        holds: (path: string) => kept().some((folder) => isInside(realOf(folder), realOf(path))),
        /** whether a look into the library's folders finds it, through links too */
        shows: (path: string) => kept().some((folder) => isInside(folder, path)),
        places,

        /** @throws EngineError `file/not-found`, `input/invalid` */
        async addFolder(path: string): Promise<Place[]> {
            const folder = await existingFolder(path);
            if (!kept().some((library) => library === folder)) store.library.addFolder(folder, "folder");
            return places();
        },

        /** @throws EngineError `file/not-found` where it was not added */
        async removeFolder(path: string): Promise<Place[]> {
            if (!store.library.removeFolder(path) && !store.library.removeFolder(resolve(path))) throw new EngineError("file/not-found", {path});
            return places();
        },

        /**
         * @param path null: the folder in the workspace
         * @throws EngineError `file/no-permission`, `input/invalid`
         */
        async setFolder(path: string | null): Promise<Place[]> {
            const folder = path === null ? own : absolute(path);
            ensureWritableFolder(folder);
            store.atomically(() => {
                // what lies in the former one stays there, and stays known
                store.library.addFolder(chosen(), "library");
                store.settings.set(SETTING, folder === own ? undefined : folder);
            });
            return places();
        }
    };
}

function absolute(path: string): string {
    if (!isAbsolute(path)) throw new EngineError("input/invalid", {detail: `${path} is not the whole path of a folder`});
    return resolve(path);
}

async function existingFolder(path: string): Promise<string> {
    const folder = absolute(path);
    const stats = await statFile(folder);
    if (stats === undefined) throw new EngineError("file/not-found", {path});
    if (!stats.isDirectory()) throw new EngineError("input/invalid", {detail: `${path} is a file, not a folder`});
    return folder;
}

/** Bytes that can still be written there; of a folder that is not made yet, where it would be. */
async function room(path: string): Promise<{exists: boolean; freeBytes?: number}> {
    const exists = (await statFile(path))?.isDirectory() === true;
    for (let at = path; ; at = dirname(at)) {
        try {
            const {bavail, bsize, blocks} = await statfs(at);
            return blocks > 0 ? {exists, freeBytes: bavail * bsize} : {exists};
        } catch {
            if (dirname(at) === at) return {exists};
        }
    }
}

/** With links followed as far as there is something to follow. */
function realOf(path: string): string {
    try {
        return realpathSync(path);
    } catch {
        return dirname(path) === path ? path : join(realOf(dirname(path)), basename(path));
    }
}
