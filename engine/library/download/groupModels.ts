import {basename} from "node:path/posix";
import type {RemoteFile, Repository} from "../../contract/index.ts";

type Sized = RemoteFile & {readonly bytes: number};

const PART = /-(\d{5})-of-(\d{5})(?=\.gguf$)/i;
/** `Q4_K_M`, `IQ2_XXS`, `UD-Q4_K_XL`, `BF16`, `MXFP4_MOE` */
const QUANTIZATION = /(?:^|[-._/])((?:UD-)?(?:I?Q\d(?:_[A-Z0-9]+){0,3}|T[QM]\d_\d|BF16|F16|F32|FP16|FP32|MXFP4(?:_MOE)?))(?=$|[-._/])/gi;

/**
 * The models that a repository's GGUF files are, in the order of their sizes: the parts of a split one together, projectors, importance matrices and
 * dictionaries left out, and so are split ones of which a part is missing.
 */
export function groupModels(files: readonly Sized[]): Repository["models"] {
    const groups = new Map<string, Sized[]>();
    for (const file of files) {
        const name = basename(file.path);
        if (!/\.gguf$/i.test(name) || /\.sae\.gguf$/i.test(name) || /mmproj|imatrix/i.test(name)) continue;
        const key = file.path.replace(PART, "");
        groups.set(key, [...(groups.get(key) ?? []), file]);
    }
    return [...groups]
        .filter(([, parts]) => parts.length === nParts(parts[0]!.path))
        .map(([key, parts]) => ({
            quantization: quantizationOf(key),
            files: parts.sort((a, b) => (a.path < b.path ? -1 : 1)),
            bytes: parts.reduce((sum, {bytes}) => sum + bytes, 0)
        }))
        .sort((a, b) => a.bytes - b.bytes);
}

function nParts(path: string): number {
    return Number(PART.exec(path)?.[2] ?? 1);
}

/** The file's own name tells better than its folder; a name without any stands for itself. */
function quantizationOf(path: string): string {
    const stem = path.replace(/\.gguf$/i, "");
    const named = [...basename(stem).matchAll(QUANTIZATION)].at(-1) ?? [...stem.matchAll(QUANTIZATION)].at(-1);
    return named?.[1]?.toUpperCase() ?? basename(stem);
}
