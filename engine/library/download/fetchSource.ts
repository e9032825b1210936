import {statSync} from "node:fs";
import {join} from "node:path";
import type {Progress} from "../../runs/types.ts";
import type {Source} from "./checkpoint.ts";
import {downloadFile} from "./downloadFile.ts";
import {refusalOf} from "./refusalOf.ts";
import {fileUrl} from "./resolveSource.ts";
import {safePath} from "./safeName.ts";
import {takeFromOtherRuns} from "./takeFromOtherRuns.ts";
import type {Hub} from "./types.ts";

/** Where a file of a repository lies in a folder: as it lies there, since readers learn from the path. */
export const localPath = (folder: string, path: string): string => join(folder, ...safePath(path));

/** Bytes of the source that lie in the folder, whole or half. */
export function bytesThere(source: Source, folder: string): number {
    const size = (path: string) => statSync(path, {throwIfNoEntry: false})?.size;
    return source.files.reduce((sum, {path, bytes}) => {
        const local = localPath(folder, path);
        return sum + Math.min(bytes, size(local) ?? size(`${local}.part`) ?? 0);
    }, 0);
}

export interface FetchOptions {
    /** `<library>/.incoming/<run>` of this run */
    readonly runFolder: string;
    readonly signal: AbortSignal;
    readonly onProgress: (progress: Progress) => void;
    /** of the whole run, when this source begins: a run's progress is one line */
    readonly before: number;
    readonly total: number;
}

/**
 * Fetches and checks the files of a source, one after another; what is whole already is left as it is.
 * @throws EngineError as `downloadFile`; the signal's reason
 */
export async function fetchSource(hub: Hub, source: Source, folder: string, {runFolder, signal, onProgress, before, total}: FetchOptions): Promise<void> {
    let fetched = before;
    for (const {path, bytes, sha256} of source.files) {
        const name = path.split("/").at(-1)!;
        const onBytes = (done: number) => onProgress({stage: "verifying", done, total: bytes, unit: "bytes", note: name});
        await takeFromOtherRuns(localPath(folder, path), {bytes, sha256}, {runFolder, signal, onBytes});
        let hasToken = false;
        await downloadFile(
            {
                url: fileUrl(hub, source, path),
                path: localPath(folder, path),
                bytes,
                sha256,
                headers: async () => {
                    const token = await hub.token();
                    hasToken = token !== undefined;
                    return token === undefined ? {} : {authorization: `Bearer ${token}`};
                },
                refused: ({status, url, errorCode}) =>
                    refusalOf({
                        repo: source.repo,
                        url: withoutQuery(url),
                        status,
                        errorCode,
                        hasToken,
                        byHub: new URL(url).origin === new URL(hub.endpoint).origin
                    })
            },
            {
                patience: hub.patience,
                signal,
                onProgress: ({stage, done, note = name}) =>
                    onProgress(
                        stage === "verifying" ? {stage, done, total: bytes, unit: "bytes", note} : {stage, done: fetched + done, total, unit: "bytes", note}
                    )
            }
        );
        fetched += bytes;
    }
}

/** A redirect's target is signed for whoever holds it: the signature is nobody else's business. */
function withoutQuery(url: string): string {
    return url.split("?")[0]!;
}
