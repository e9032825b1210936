import {existsSync} from "node:fs";
import path from "node:path";
import {type Command, Option} from "commander";
import {type CatalogueEntry, EngineError, type Fit, type FitInput, type KvType} from "../../../contract/index.ts";
import type {Library} from "../../../library/createLibrary.ts";
import {wholeNumber} from "../../commandModel.ts";
import {sizeText, textTable} from "../../textTable.ts";
import {chooseModel, type LibraryOptions, openLibrary, print, printJson, withLibraryOptions} from "./openLibrary.ts";

interface FitOptions extends LibraryOptions {
    readonly context?: number;
    readonly gpuLayers?: number;
    readonly kv?: KvType;
}

export function registerFit(library: Command): void {
    withLibraryOptions(library.command("fit"))
        .description("whether a model with its dictionaries fits this machine, and how fast it would be")
        .argument("<model>", "a model of the list, a GGUF file, or an entry of the catalogue (ENTRY or ENTRY/FILE: llama-3.3-70b-instruct/q4_k_m)")
        .option("--context <tokens>", "context size (default: what the model loads with)", wholeNumber)
        .option("--gpu-layers <number>", "layers on the GPU (default: as many as fit)", wholeNumber)
        .addOption(new Option("--kv <type>", "of keys and values (default: F16)").choices(["F32", "F16", "Q8_0", "Q4_0"] satisfies KvType[]))
        .action(fit);
}

async function fit(asked: string, {context, gpuLayers, kv, ...options}: FitOptions): Promise<void> {
    using opened = await openLibrary(options);
    const {library} = opened;
    const chosen = {
        ...(context !== undefined && {contextSize: context}),
        ...(gpuLayers !== undefined && {gpuLayers}),
        ...(kv !== undefined && {kvType: kv})
    };
    const wanted = await whichModel(asked, await library.catalogue(), async () => chooseModel(await library.models.list(), asked).id);
    const estimate = await library.fit({...wanted, options: chosen});
    if (options.json) return printJson(estimate);
    print(report(estimate));
    const trained = await trainedContext(opened.library, wanted.model);
    if (trained !== undefined && estimate.contextSize > trained)
        print(`The model was trained on contexts of ${trained} tokens: beyond that its answers may make no sense.`);
}

async function whichModel(asked: string, catalogue: readonly CatalogueEntry[], installed: () => Promise<string>): Promise<Omit<FitInput, "options">> {
    const [id, fileId] = asked.split("/");
    const entry = catalogue.find((one) => one.id === id);
    const file = fileId === undefined ? entry?.files.find(({recommended}) => recommended) : entry?.files.find((one) => one.id === fileId);
    if (entry !== undefined && file !== undefined) {
        const [dictionary] = entry.dictionaries;
        const dictionaries = dictionary === undefined ? [] : [{...dictionary, weightType: "F32" as const}];
        return {model: {from: "catalogue", entry: entry.id, file: file.id}, dictionaries};
    }
    if (entry !== undefined && fileId !== undefined)
        throw new EngineError("input/invalid", {detail: `${entry.id} has no file ${fileId}; it has ${entry.files.map((one) => one.id).join(", ")}`});
    if (existsSync(asked)) return {model: {from: "file", path: path.resolve(asked)}};
    return {model: {from: "installed", modelId: await installed()}};
}

async function trainedContext({models, look, catalogue}: Library, model: FitInput["model"]): Promise<number | undefined> {
    if (model.from === "catalogue") return (await catalogue()).find(({id}) => id === model.entry)?.shape.trainedContextSize;
    const file = await look(model.from === "file" ? model.path : (await models.find(model.modelId)).path);
    return file.kind === "model" ? file.facts.trainedContextSize : undefined;
}

const VERDICTS: Readonly<Record<Fit["verdict"], string>> = {
    gpu: "Fits the GPU.",
    split: "Fits, in part on the GPU.",
    cpu: "Fits main memory.",
    no: "Does not fit."
};

const SPEEDS: Readonly<Record<Fit["speed"], string>> = {
    fast: "faster than one reads",
    reading: "about as fast as one reads",
    slow: "slower than one reads",
    crawling: "a word now and then"
};

function report({verdict, gpuLayers, nLayers, contextSize, parts, needed, free, tokensPerSecond, speed, advice}: Fit): string {
    const hasGpu = free.vram > 0;
    const right = (title: string) => ({title, align: "right" as const});
    const row = (name: string, {vram, ram}: {vram: number; ram: number}) => [name, ...(hasGpu ? [sizeText(vram)] : []), sizeText(ram)];
    const table = textTable(
        [{title: ""}, ...(hasGpu ? [right("GPU")] : []), right("Main memory")],
        [...parts.map((part) => row(part.name, part)), row("needed", needed), row("free", free)]
    );
    const layers = hasGpu ? `${gpuLayers} of ${nLayers} layers on the GPU, ` : "";
    const lines = [
        VERDICTS[verdict],
        "",
        table,
        `${layers}${contextSize} tokens of context`,
        `Some ${tokensPerSecond.low} to ${tokensPerSecond.high} tokens a second: ${SPEEDS[speed]}.`
    ];
    if (advice.length > 0) lines.push("", "What would help:", ...advice.map((one) => `  ${advised(one)}`));
    return lines.join("\n");
}

function advised(advice: Fit["advice"][number]): string {
    switch (advice.change) {
        case "context":
            return `a context of ${advice.contextSize} tokens (--context ${advice.contextSize})`;
        case "kv-type":
            return `keys and values in ${advice.kvType} (--kv ${advice.kvType})`;
        case "gpu-layers":
            return `${advice.gpuLayers} layers on the GPU (--gpu-layers ${advice.gpuLayers})`;
        case "dictionary-type":
            return `the dictionary in ${advice.weightType} (convert --type ${advice.weightType})`;
        case "smaller-file":
            return `a file of at most ${sizeText(advice.largestBytes)}`;
    }
}
