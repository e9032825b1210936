import {basename, dirname} from "node:path/posix";
import type {RemoteFile, Repository} from "../../contract/index.ts";

type Sized = RemoteFile & {readonly bytes: number};

/** Weights of one name and what tells about them, both relative to the dictionary's folder; `optional` need not be there. */
interface Layout {
    readonly format: string;
    readonly weights: string;
    readonly beside: readonly string[];
    readonly optional?: boolean;
}

const LAYOUTS: readonly Layout[] = [
    {format: "saelens", weights: "sae_weights.safetensors", beside: ["cfg.json"]},
    {format: "sparsify", weights: "sae.safetensors", beside: ["cfg.json"]},
    {format: "gemma-scope-2", weights: "params.safetensors", beside: ["config.json"]},
    {format: "gemma-scope", weights: "params.npz", beside: []},
    {format: "llama-scope", weights: "checkpoints/final.safetensors", beside: ["hyperparams.json"]},
    {format: "dictionary-learning", weights: "ae.pt", beside: ["config.json"], optional: true}
];

/** Single files, by their ending; the first that fits. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
    [/\.sae\.gguf$/i, "saelor"],
    [/\.sae\.pt$/i, "qwen-scope"],
    [/\.pth?$/i, "goodfire"]
];

/** The dictionaries that a repository's files are, guessed by how they lie; the numbers in their paths in order. */
export function groupDictionaries(repo: string, files: readonly Sized[]): Repository["dictionaries"] {
    const byPath = new Map(files.map((file) => [file.path, file]));
    return files
        .flatMap((file) => inFolder(file, byPath) ?? alone(file) ?? [])
        .map(({path, format, files}) => ({path, format, files, bytes: files.reduce((sum, {bytes}) => sum + bytes, 0), ...tellFromPath(`${repo}/${path}`)}))
        .sort((a, b) => a.path.localeCompare(b.path, "en", {numeric: true}));
}

interface Found {
    readonly path: string;
    readonly format: string;
    readonly files: Sized[];
}

function inFolder(file: Sized, byPath: ReadonlyMap<string, Sized>): Found | undefined {
    for (const {format, weights, beside, optional} of LAYOUTS) {
        if (file.path !== weights && !file.path.endsWith(`/${weights}`)) continue;
        const folder = file.path.slice(0, -weights.length).replace(/\/$/, "");
        const others = beside.flatMap((name) => byPath.get(folder === "" ? name : `${folder}/${name}`) ?? []);
        if (others.length < beside.length && !optional) continue;
        return {path: folder === "" ? file.path : folder, format, files: [...others, file]};
    }
    return undefined;
}

function alone(file: Sized): Found | undefined {
    const format = ENDINGS.find(([ending]) => ending.test(file.path))?.[1];
    return format === undefined || dirname(file.path).endsWith("checkpoints") || /optim|scheduler|rng_state|training_args/i.test(basename(file.path))
        ? undefined
        : {path: file.path, format, files: [file]};
}

/** `average_l0_71`, `L0_100`; `layer_20`, `layers.3`, `blocks.8.hook_resid_pre`, `-l50`, `L15R` */
function tellFromPath(path: string): {layer?: number; l0?: number} {
    const l0 = /(?:^|[^a-z0-9])l0[_-](\d{1,5})(?!\d)/i.exec(path)?.[1];
    const rest = path.replace(/l0[_-]\w+/gi, "");
    const resid_pre = /blocks\.(\d{1,3})\.hook_resid_pre/.exec(rest)?.[1];
    const layer =
        resid_pre !== undefined
            ? Number(resid_pre) - 1
            : (/(?:layers?[._-]?|blocks\.)(\d{1,3})(?!\d)/i.exec(rest)?.[1] ?? /(?:^|[-_/])l(\d{1,3})(?=r?(?:$|[-_./]))/i.exec(rest)?.[1]);
    return {...(layer !== undefined && Number(layer) >= 0 && {layer: Number(layer)}), ...(l0 !== undefined && {l0: Number(l0)})};
}
