import type {Acquire} from "../../contract/index.ts";
import {EngineError} from "../../contract/index.ts";
import type {Source} from "./checkpoint.ts";
import {hubFetch} from "./hubFetch.ts";
import {parseRepoName} from "./parseRepoName.ts";
import {readListing} from "./readListing.ts";
import type {Hub} from "./types.ts";

/**
 * Pins what is to be fetched to a commit, with the sizes and digests that the hub tells: those of a list may be old or rounded. A gated
 * repository is asked for a byte, so that a missing permission is known before the first gigabyte.
 * @throws Interruption; EngineError `repository/*`, `download/refused` for a file that is not there, `download/corrupt` where the hub's digest is not
 * the one that is wanted
 */
export async function resolveSource(hub: Hub, {repo: given, revision, files}: NonNullable<Acquire["model"]>, signal: AbortSignal): Promise<Source> {
    const repo = parseRepoName(given);
    const listing = await readListing(hub, repo, {revision, signal});
    const listed = new Map(listing.files.map((file) => [file.path, file]));
    const pinned = files.map(({path, sha256: wanted}) => {
        const file = listed.get(path);
        const url = fileUrl(hub, {repo, commit: listing.commit}, path);
        if (file === undefined) throw new EngineError("download/refused", {url, status: 404, detail: "the repository has no such file"});
        if (wanted !== undefined && file.sha256 !== undefined && !file.sha256.startsWith(wanted.toLowerCase()))
            throw new EngineError("download/corrupt", {url, path, expectedSha256: wanted, gotSha256: file.sha256});
        const sha256 = file.sha256 ?? wanted;
        return {path, bytes: file.bytes, ...(sha256 !== undefined && {sha256})};
    });
    if (listing.gated) {
        const fetch = await hubFetch(hub, {repo, signal});
        const response = await fetch(fileUrl(hub, {repo, commit: listing.commit}, pinned[0]!.path), {headers: {range: "bytes=0-0"}});
        await response.body?.cancel();
    }
    return {repo, commit: listing.commit, files: pinned};
}

export function fileUrl({endpoint}: Hub, {repo, commit}: Pick<Source, "repo" | "commit">, path: string): string {
    return `${endpoint}/${repo}/resolve/${commit}/${path.split("/").map(encodeURIComponent).join("/")}`;
}
