/** What a model's name tells; what it does not tell is absent. */
export interface ParsedModelName {
    readonly family?: string;
    /** `3.1`; `1` for a family's first, which carries no number */
    readonly version?: string;
    /** parameters, in billions, as named */
    readonly size?: number;
    /** whether it was trained to converse. A name without a mark means the base model, except in families that mark the base instead */
    readonly tuning?: "base" | "instruct";
    /** false: the name has no mark, and `tuning` is the family's habit */
    readonly marked: boolean;
    /** words that make it another model of the same family, in order: `coder`, `distill` */
    readonly variants: readonly string[];
}

/** Longer names first: `tinyllama` is no `llama`. */
const FAMILIES = [
    "deepseek",
    "tinyllama",
    "codellama",
    "codegemma",
    "llama",
    "recurrentgemma",
    "gemma",
    "qwq",
    "qwen",
    "ministral",
    "mixtral",
    "mistral",
    "phi",
    "gpt-oss",
    "gpt-neox",
    "gpt-neo",
    "gpt-j",
    "gpt2",
    "pythia",
    "smollm",
    "olmo",
    "falcon",
    "granite",
    "stablelm",
    "command-r"
];
/** Families that carry a number in their names but for the first of them. */
const NUMBERED = new Set(["llama", "gemma", "qwen", "phi"]);
/** Families whose plain name is the model that converses. */
const CONVERSES_UNMARKED = new Set(["gpt-oss", "qwq", "deepseek", "command-r", "granite"]);
const INSTRUCT = /(^|-)(instruct|it|chat|sft|dpo|rlhf|inst|instruction|thinking|assistant)(?=-|$)/;
const BASE = /(^|-)(base|pt|pretrained|pretrain)(?=-|$)/;
const VARIANTS =
    /(^|-)(deduped|distill|distilled|coder|code|math|vl|vision|guard|nemotron|hermes|openhermes|dolphin|abliterated|uncensored|tulu|zephyr|medical|reasoner|r1|omni|audio|translate|embedding)(?=-|$)/g;
const GPT2_SIZES: Readonly<Record<string, number>> = {small: 0.124, medium: 0.355, large: 0.774, xl: 1.5};
/** Endings of files that say how weights are stored and not which they are. */
const STORAGE = /[-.](i1|imat|imatrix|gguf|ggml|fp16|fp32|f16|f32|bf16|[iq]*q\d[\w.]*(-[klms0-9]{1,3})*|mxfp4|awq|gptq)(?=[-.]|$)/g;

/** @param name of a repository, a file, or what `general.name` says: `meta-llama/Llama-3.1-8B-Instruct`, `Meta Llama 3.1 8B Instruct`, `gemma-2-2b` */
export function parseModelName(name: string): ParsedModelName {
    const text = normalised(name);
    const family = FAMILIES.filter((known) => text.includes(known)).sort((a, b) => text.indexOf(a) - text.indexOf(b) || b.length - a.length)[0];
    const size = sizeIn(text, family);
    const rest = family === undefined ? text : text.slice(text.indexOf(family) + family.length);
    const numbered = /^-?v?(\d+(?:\.\d+)?)(?![\d.]*[bmk](?:-|$))(?![\dx])/.exec(rest)?.[1] ?? /-v(\d+(?:\.\d+)?)(?=-|$)/.exec(rest)?.[1];
    const version = numbered ?? (family !== undefined && NUMBERED.has(family) && size !== undefined ? "1" : undefined);
    const mark = INSTRUCT.test(text) ? ("instruct" as const) : BASE.test(text) ? ("base" as const) : undefined;
    const tuning = mark ?? (family === undefined ? undefined : unmarkedTuning(family, version));
    return {
        ...(family !== undefined && {family}),
        ...(version !== undefined && {version: version.replace(/\.0$/, "")}),
        ...(size !== undefined && {size}),
        ...(tuning !== undefined && {tuning}),
        marked: mark !== undefined,
        variants: [...text.matchAll(VARIANTS)].map(([, , word]) => word!).sort()
    };
}

function normalised(name: string): string {
    const last = name.trim().toLowerCase().split("/").at(-1)!;
    return last
        .replace(/[\s_:]+/g, "-")
        .replace(/\.gguf$/, "")
        .replace(STORAGE, "")
        .replace(/^meta-(?=llama)/, "")
        .replace(/gpt-2(?=-|$)/, "gpt2")
        .replace(/-+/g, "-");
}

function sizeIn(text: string, family: string | undefined): number | undefined {
    if (family === "gpt2") return GPT2_SIZES[/gpt2-(small|medium|large|xl)(?=-|$)/.exec(text)?.[1] ?? "small"];
    const [, experts, number, unit] = /(?:^|[-a-z])(?:(\d+)x)?(\d+(?:\.\d+)?)(b|m)(?=-|$)/.exec(text) ?? [];
    if (number === undefined) return undefined;
    return (Number(number) * Number(experts ?? 1)) / (unit === "m" ? 1000 : 1);
}

function unmarkedTuning(family: string, version: string | undefined): "base" | "instruct" {
    return CONVERSES_UNMARKED.has(family) || (family === "qwen" && Number(version) >= 3) || (family === "phi" && Number(version) >= 3) ? "instruct" : "base";
}
