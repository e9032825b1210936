import {readFile} from "node:fs/promises";
import {isAbsolute, join} from "node:path";
import type {Place} from "../contract/index.ts";

/** The machine as the library looks at it; tests bring their own. */
export interface Surroundings {
    readonly home: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly platform: NodeJS.Platform;
}

type OtherPlace = Pick<Place, "path" | "kind">;

/**
 * Where other programs keep models, whether they are installed or not.
 * - LM Studio: `downloadsFolder` of its settings, its home (which may have been moved: `.lmstudio-home-pointer`), and its home before version 0.3.
 * - Ollama: `OLLAMA_MODELS`, its folder in the home, and that of the service that its installer for Linux makes.
 * - Hugging Face: `HF_HUB_CACHE`, `HF_HOME`, `XDG_CACHE_HOME`, in the order of its own library.
 */
export async function otherPlaces({home, env, platform}: Surroundings): Promise<readonly OtherPlace[]> {
    const path = (name: string) => (env[name] !== undefined && isAbsolute(env[name]) ? env[name] : undefined);
    const pointer = (await textOf(join(home, ".lmstudio-home-pointer")))?.trim();
    const studioHomes = [pointer, join(home, ".lmstudio"), join(home, ".cache/lm-studio")].filter((one) => one !== undefined && isAbsolute(one)) as string[];
    const chosen = await Promise.all(studioHomes.map(async (studio) => downloadsFolder(await textOf(join(studio, "settings.json")))));
    const cache = path("HF_HUB_CACHE") ?? path("HUGGINGFACE_HUB_CACHE");
    const faceHome = path("HF_HOME") ?? join(path("XDG_CACHE_HOME") ?? join(home, ".cache"), "huggingface");
    const all: OtherPlace[] = [
        ...[...chosen.filter((one) => one !== undefined), ...studioHomes.map((studio) => join(studio, "models"))].map(of("lm-studio")),
        ...[path("OLLAMA_MODELS") ?? join(home, ".ollama/models"), ...(platform === "linux" ? ["/usr/share/ollama/.ollama/models"] : [])].map(of("ollama")),
        of("hugging-face")(cache ?? join(faceHome, "hub"))
    ];
    return all.filter((place, i) => all.findIndex((other) => other.path === place.path) === i);
}

const of = (kind: Place["kind"]) => (path: string) => ({path, kind});

function downloadsFolder(settings: string | undefined): string | undefined {
    try {
        const folder: unknown = (JSON.parse(settings ?? "{}") as {downloadsFolder?: unknown}).downloadsFolder;
        return typeof folder === "string" && isAbsolute(folder) ? folder : undefined;
    } catch {
        // settings that LM Studio itself could not read tell us nothing
        return undefined;
    }
}

async function textOf(path: string): Promise<string | undefined> {
    return readFile(path, "utf8").catch(() => undefined);
}
