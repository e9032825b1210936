import {stat} from "node:fs/promises";
import {EngineError} from "../../contract/index.ts";
import {fetchOnce} from "./fetchOnce.ts";
import {type BodyRequest, Contradiction} from "./openBody.ts";
import {PartFile} from "./PartFile.ts";
import {persevere} from "./persevere.ts";
import {Interruption, type Patience, type SizedFile} from "./types.ts";
import {verifyFile} from "./verifyFile.ts";

/** Fresh beginnings because the server contradicts itself or the listing. */
const MAX_RESTARTS = 3;

export interface Download extends SizedFile {
    readonly url: string;
    /** where the whole file goes; `<path>.part` until then */
    readonly path: string;
    /** asked for before each request: a token may come or go */
    readonly headers: () => Promise<Readonly<Record<string, string>>>;
    readonly refused: BodyRequest["refused"];
}

export interface DownloadOptions {
    readonly patience: Patience;
    readonly signal: AbortSignal;
    readonly onProgress: (progress: {readonly stage: "downloading" | "verifying"; readonly done: number; readonly note?: string}) => void;
}

/**
 * Fetches one file, going on from what an earlier call or process left, and checks it before it gets its name. When it throws, what was
 * fetched stays for the next call, unless it is known to be wrong.
 * @throws EngineError `network/unreachable`, `download/*`, `repository/*` through `refused`, `disk/full`, `file/no-permission`; the signal's reason
 */
export async function downloadFile(download: Download, options: DownloadOptions): Promise<void> {
    const {url, path, bytes, sha256} = download;
    // what has the name was checked before it got it
    if ((await stat(path).catch(() => undefined))?.size === bytes) return;
    await using part = await PartFile.open(path, {url, bytes});
    await fetchBytes(part, download, options);
    if (sha256 !== undefined) {
        const {signal, onProgress} = options;
        const gotSha256 = await verifyFile(`${path}.part`, sha256, {signal, onBytes: (done) => onProgress({stage: "verifying", done})});
        if (gotSha256 !== undefined) {
            await part.remove();
            throw new EngineError("download/corrupt", {url, path, expectedSha256: sha256, gotSha256});
        }
    }
    await part.finish();
}

async function fetchBytes(part: PartFile, download: Download, {patience, signal, onProgress}: DownloadOptions): Promise<void> {
    let restarts = 0;
    let ranges = true;
    let furthest = part.length;
    const restartFor = async (reason: Contradiction, etag: string | null) => {
        if (++restarts > MAX_RESTARTS) throw reason.final;
        await part.restart(etag);
    };
    const onBytes = () => onProgress({stage: "downloading", done: part.length});
    const attempt = async () => {
        while (part.length < download.bytes) {
            try {
                await fetchOnce(part, download, {stallMs: patience.stallMs, signal, ranges, restartFor, onBytes});
            } catch (error) {
                if (!(error instanceof Contradiction)) throw error;
                await restartFor(error, null);
                ranges &&= !error.withoutRange;
                // a server that contradicts itself is given a moment
                throw new Interruption("the server contradicts itself", error.final);
            } finally {
                furthest = Math.max(furthest, part.length);
            }
        }
    };
    const onNote = (note: string) => onProgress({stage: "downloading", done: part.length, note});
    await persevere(attempt, {patience, signal, achieved: () => furthest, onNote});
}
