import {listFiles, modelInfo} from "@huggingface/hub";
import {z} from "zod";
import {EngineError, isEngineError, type RemoteFile} from "../../contract/index.ts";
import {hubFetch} from "./hubFetch.ts";
import {unreachable} from "./networkError.ts";
import {type Hub, Interruption} from "./types.ts";

/** No repository of use has as many files; a server that goes on for ever is stopped here. */
const MOST_FILES = 100_000;

const infoSchema = z.object({
    sha: z.string().regex(/^[0-9a-f]{40}$/),
    gated: z.union([z.literal(false), z.string()]).optional(),
    cardData: z.object({license: z.unknown(), license_name: z.unknown(), base_model: z.unknown()}).partial().nullish()
});
const fileSchema = z.object({
    type: z.string(),
    path: z.string().min(1),
    size: z.number().int().nonnegative(),
    lfs: z.object({oid: z.string(), size: z.number().int().nonnegative()}).nullish()
});

/** What a repository holds at one commit, whatever happens to its branches later. */
export interface Listing {
    readonly repo: string;
    readonly commit: string;
    readonly gated: boolean;
    readonly license?: string;
    readonly baseModels: readonly string[];
    readonly files: readonly (RemoteFile & {readonly bytes: number})[];
}

/**
 * Asks the hub for a repository's files, with sizes and SHA-256 where it knows them.
 * @param revision branch, tag or commit; absent: the main branch
 * @throws Interruption where the same again may do; EngineError `repository/*`, `download/refused`; the signal's reason
 */
export async function readListing(
    hub: Hub,
    repo: string,
    {revision, signal}: {revision?: string | undefined; signal?: AbortSignal | undefined} = {}
): Promise<Listing> {
    const fetch = await hubFetch(hub, {repo, signal});
    const hubUrl = hub.endpoint;
    try {
        const info = infoSchema.parse(
            await modelInfo({name: repo, hubUrl, fetch, additionalFields: ["sha", "cardData"], ...(revision !== undefined && {revision})})
        );
        const files: Listing["files"][number][] = [];
        for await (const entry of listFiles({repo, recursive: true, revision: info.sha, hubUrl, fetch})) {
            const {type, path, size, lfs} = fileSchema.parse(entry);
            if (files.length >= MOST_FILES) throw nonsense(hubUrl, repo, `more than ${MOST_FILES} files`);
            if (type === "file") files.push({path, bytes: lfs?.size ?? size, ...(isSha256(lfs?.oid) && {sha256: lfs.oid})});
        }
        const license = licenseOf(info.cardData);
        return {
            repo,
            commit: info.sha,
            gated: info.gated !== undefined && info.gated !== false,
            ...(license && {license}),
            baseModels: baseModelsOf(info.cardData),
            files
        };
    } catch (error) {
        if (signal?.aborted || isEngineError(error) || error instanceof Interruption) throw error;
        if (error instanceof z.ZodError || error instanceof SyntaxError) throw nonsense(hubUrl, repo, "the answer is not what Hugging Face's interface gives");
        // the body broke off
        throw new Interruption("connection lost", unreachable(`${hubUrl}/${repo}`, error));
    }
}

function nonsense(hubUrl: string, repo: string, detail: string): EngineError {
    return new EngineError("download/refused", {url: `${hubUrl}/${repo}`, status: 200, detail});
}

type Card = z.infer<typeof infoSchema>["cardData"];

function licenseOf(card: Card): string | undefined {
    // `other` says nothing where the name does
    const named = card?.license === "other" ? (card.license_name ?? card.license) : card?.license;
    return typeof named === "string" ? named : undefined;
}

function baseModelsOf(card: Card): string[] {
    return [card?.base_model].flat().filter((name): name is string => typeof name === "string");
}

function isSha256(text: string | undefined): text is string {
    return text !== undefined && /^[0-9a-f]{64}$/.test(text);
}
