import {stat} from "node:fs/promises";
import {join} from "node:path";
import {removeFiles} from "../removeFiles.ts";
import type {Installer} from "../types.ts";
import type {AcquireCheckpoint, Source} from "./checkpoint.ts";
import {type FetchOptions, fetchSource, localPath} from "./fetchSource.ts";
import {freeName} from "./freeName.ts";
import {placeFile} from "./placeFile.ts";
import {safeName} from "./safeName.ts";
import type {Hub} from "./types.ts";
import {verifyFile} from "./verifyFile.ts";

export type ModelState = NonNullable<AcquireCheckpoint["model"]>;

export interface ModelSteps extends FetchOptions {
    readonly hub: Hub;
    readonly installer: Installer;
    readonly save: (model: ModelState) => void;
}

/**
 * Brings a model into the library: `<owner>/<name>/<path in the repository>`, all parts of a split one in one folder, nothing replaced. Where its
 * folder is known, an earlier call has fetched it, or it was there.
 * @throws EngineError as `fetchSource` and the installer; the signal's reason
 */
export async function fetchModel(model: ModelState, steps: ModelSteps): Promise<ModelState> {
    const {runFolder: incoming, hub, installer, save, onProgress} = steps;
    let now = model;
    if (now.folder === undefined) {
        await fetchSource(hub, now, incoming, steps);
        // another run may have brought the same meanwhile
        now = await withCopy(now, steps);
        now = {...now, folder: now.folder ?? (await freeName(repoFolder(now), "", (folder) => isFree(now, folder)))};
        save(now);
    }
    const folder = now.folder!;
    onProgress({stage: "linking", done: 0, total: 1, unit: "items"});
    if (!now.found) for (const {path} of now.files) await placeFile(localPath(incoming, path), localPath(folder, path));
    const {modelId} = await installer.modelArrived(localPath(folder, now.files[0]!.path));
    now = {...now, modelId};
    save(now);
    return now;
}

/** Takes back files that have their place but were not added to the library. */
export async function unplaceModel({folder, found, modelId, files}: ModelState): Promise<void> {
    if (folder !== undefined && !found && modelId === undefined) await removeFiles(files.map(({path}) => localPath(folder, path)));
}

/** Remembers a folder of the library that holds the same files already, so that they need not be fetched. */
export async function withCopy(model: ModelState, options: Pick<FetchOptions, "signal" | "onProgress">): Promise<ModelState> {
    let copy: string | undefined;
    await freeName(repoFolder(model), "", async (folder) => {
        if (await isCopy(model, folder, options)) copy = folder;
        return copy !== undefined || isFree(model, folder);
    });
    return copy === undefined ? model : {...model, folder: copy, found: true};
}

async function isCopy({files}: Source, folder: string, {signal, onProgress}: Pick<FetchOptions, "signal" | "onProgress">): Promise<boolean> {
    for (const {path, bytes} of files) if ((await sizeOf(localPath(folder, path))) !== bytes) return false;
    for (const {path, bytes, sha256} of files) {
        const onBytes = (done: number) => onProgress({stage: "verifying", done, total: bytes, unit: "bytes", note: path.split("/").at(-1)!});
        if (sha256 !== undefined && (await verifyFile(localPath(folder, path), sha256, {signal, onBytes})) !== undefined) return false;
    }
    return true;
}

async function isFree({files}: Source, folder: string): Promise<boolean> {
    const sizes = await Promise.all(files.map(({path}) => sizeOf(localPath(folder, path))));
    return sizes.every((size) => size === undefined);
}

function repoFolder({library, repo}: ModelState): string {
    const [owner, name] = repo.split("/") as [string, string];
    return join(library, safeName(owner), safeName(name));
}

async function sizeOf(path: string): Promise<number | undefined> {
    return (await stat(path).catch(() => undefined))?.size;
}
