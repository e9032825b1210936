import type {Fit, FitInput, LoadOptions} from "../contract/index.ts";
import {type ContextNeed, elementBytes, type FitSource, type Memory, offloaded} from "./fitSource.ts";
import type {Machine} from "./machine.ts";

export type FitDictionary = NonNullable<FitInput["dictionaries"]>[number];

export interface FitQuestion {
    readonly source: FitSource;
    readonly machine: Machine;
    readonly dictionaries: readonly FitDictionary[];
    readonly options: LoadOptions;
    /** answers that can be written side by side; one more sequence is for readings */
    readonly lanes: number;
}

export const DEFAULT_CONTEXT = 8192;

/**
 * Whether a model with its dictionaries fits a machine, how much of it on the GPU, and how fast it would answer.
 *
 * A dictionary's encoder lies where its layer does; beside the CPU it stays memory-mapped and counts as RAM, as mapped weights do. Of a decoder only
 * rows are read, so it counts nothing. Speed is the bytes of weights that are read for a token over what memory moves in a second: of a GPU by its
 * data sheet (50-85 % of it), of the CPU by a copy on one core, measured here (70 % of it, to three times as much where several cores read).
 */
export async function estimateFit(question: FitQuestion): Promise<Fit> {
    const {offload: _, ...plan} = await planLoad(question);
    return {...plan, advice: best(question, plan) ? [] : await adviceFor(question, plan)};
}

type Plan = Omit<Fit, "advice">;
/** `offload`: what to ask of llama.cpp, where the output counts as one layer more */
export type LoadPlan = Plan & {readonly offload: number};

/** As `estimateFit`, without advice. */
export async function planLoad({source, machine, dictionaries, options, lanes}: FitQuestion): Promise<LoadPlan> {
    const contextSize = Math.min(options.contextSize ?? DEFAULT_CONTEXT, Math.max(source.trainedContextSize, options.contextSize ?? 0));
    const need: ContextNeed = {contextSize, sequences: lanes + 1, kvType: options.kvType ?? "F16"};
    const at = (gpuLayers: number) => partsAt({source, dictionaries, need, gpuLayers});
    const all = source.nLayers + 1;
    const gpuLayers = machine.backend === "cpu" ? 0 : (options.gpuLayers ?? (await mostLayers(all, machine, at)));
    const parts = await at(Math.min(all, gpuLayers));
    const needed = total(parts);
    const fits = fitsIn(needed, machine);
    const onGpu = Math.min(all, gpuLayers);
    const tokensPerSecond = speedOf({parts, source, machine, fits, gpuLayers: onGpu});
    const middle = Math.sqrt(tokensPerSecond.low * tokensPerSecond.high);
    return {
        verdict: !fits ? "no" : onGpu === all ? "gpu" : onGpu === 0 ? "cpu" : "split",
        gpuLayers: Math.min(onGpu, source.nLayers),
        offload: onGpu,
        nLayers: source.nLayers,
        contextSize,
        parts,
        needed,
        free: {vram: machine.vram.free, ram: machine.ram.free},
        total: {vram: machine.vram.total, ram: machine.ram.total},
        tokensPerSecond,
        speed: middle >= 20 ? "fast" : middle >= 6 ? "reading" : middle >= 1.5 ? "slow" : "crawling"
    };
}

type Parts = Fit["parts"];

async function partsAt(plan: {source: FitSource; dictionaries: readonly FitDictionary[]; need: ContextNeed; gpuLayers: number}): Promise<Parts> {
    const {source, dictionaries, need, gpuLayers} = plan;
    const [weights, {cache, compute}] = [await source.weights(gpuLayers), await source.context(gpuLayers, need)];
    const firstOnGpu = source.nLayers - offloaded(gpuLayers, source.nLayers);
    const encoders = dictionaries.map((dictionary) => ({bytes: encoderBytes(dictionary), onGpu: dictionary.layer >= firstOnGpu && gpuLayers > 0}));
    const sum = (onGpu: boolean) => encoders.filter((one) => one.onGpu === onGpu).reduce((bytes, one) => bytes + one.bytes, 0);
    const rounded = ({vram, ram}: Memory) => ({vram: Math.round(vram), ram: Math.round(ram)});
    return [
        {name: "weights", ...rounded(weights)},
        {name: "context", ...rounded(cache)},
        {name: "compute", ...rounded(compute)},
        {name: "dictionaries", vram: sum(true), ram: sum(false)}
    ];
}

/** Encoder and its bias, and the graphs that encode up to 64 tokens at once (1 + 2 + ... + 64 columns in, and out). */
export function encoderBytes({dModel, nFeatures, weightType}: FitDictionary): number {
    return Math.round(dModel * nFeatures * elementBytes(weightType)) + 4 * nFeatures + 127 * 4 * (dModel + nFeatures);
}

const total = (parts: Parts): Memory => parts.reduce((sum, {vram, ram}) => ({vram: sum.vram + vram, ram: sum.ram + ram}), {vram: 0, ram: 0});

function fitsIn({vram, ram}: Memory, machine: Machine): boolean {
    return machine.unified ? vram <= machine.vram.free && vram + ram <= machine.ram.free : vram <= machine.vram.free && ram <= machine.ram.free;
}

/** As many layers as the GPU holds with their share of everything else; more layers never need less of it. */
async function mostLayers(all: number, machine: Machine, at: (gpuLayers: number) => Promise<Parts>): Promise<number> {
    const holds = async (gpuLayers: number) => total(await at(gpuLayers)).vram <= machine.vram.free;
    if (await holds(all)) return all;
    let [low, high] = [0, all];
    while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (await holds(middle)) low = middle;
        else high = middle;
    }
    return low;
}

/** Where main memory does not suffice, mapped weights come from the disk for every token. */
const DISK = 1e9;

/** Seconds a token that have nothing to do with its weights: sampling, text, and starting graphs. */
const OVERHEAD = 1e-3;

function speedOf(plan: {parts: Parts; source: FitSource; machine: Machine; fits: boolean; gpuLayers: number}): Fit["tokensPerSecond"] {
    const {parts, source, machine, fits, gpuLayers} = plan;
    const {bandwidth, cores} = machine;
    const weights = parts.find(({name}) => name === "weights")!;
    const vram = weights.vram * source.activeShare;
    const inRam = Math.max(0, weights.ram - source.unread(gpuLayers)) * source.activeShare;
    const seconds = (gpuShare: number, ram: number) => (vram === 0 ? 0 : vram / (bandwidth.vram * gpuShare)) + inRam / ram;
    const perSecond = (time: number) => Number((1 / (time + OVERHEAD)).toPrecision(2));
    const ram = fits ? bandwidth.ram : DISK;
    return {low: perSecond(seconds(0.5, 0.7 * ram)), high: perSecond(seconds(0.85, (fits ? Math.min(3, cores) : 1) * ram))};
}

const RANK = {no: 0, cpu: 1, split: 2, gpu: 3} as const;

const best = ({machine}: FitQuestion, {verdict}: Plan) => verdict === (machine.backend === "cpu" ? "cpu" : "gpu");

/** Each change that alone would make the verdict better, the one that costs least first; a smaller file always helps and comes last. */
async function adviceFor(question: FitQuestion, plan: Plan): Promise<Fit["advice"]> {
    const {options, dictionaries} = question;
    const better = async (change: Partial<FitQuestion>) => {
        const changed = await planLoad({...question, ...change});
        return RANK[changed.verdict] > RANK[plan.verdict] ? changed : undefined;
    };
    const advice: Fit["advice"] = [];
    if (options.gpuLayers !== undefined) {
        const {gpuLayers: _, ...free} = options;
        const changed = await better({options: free});
        if (changed !== undefined) advice.push({change: "gpu-layers", gpuLayers: changed.gpuLayers});
    }
    if (needsBits(options) && (await better({options: {...options, kvType: "Q8_0"}}))) advice.push({change: "kv-type", kvType: "Q8_0"});
    const smaller = dictionaries.map((one) => (one.dModel % 32 === 0 ? {...one, weightType: "Q8_0" as const} : one));
    if (smaller.some(({weightType}, i) => weightType !== dictionaries[i]!.weightType) && (await better({dictionaries: smaller})))
        advice.push({change: "dictionary-type", weightType: "Q8_0"});
    for (let contextSize = 2 ** Math.ceil(Math.log2(plan.contextSize) - 1); contextSize >= 1024; contextSize /= 2) {
        if ((await better({options: {...options, contextSize}})) === undefined) continue;
        advice.push({change: "context", contextSize});
        break;
    }
    const largestBytes = await largestFile(question, plan);
    if (largestBytes > 0) advice.push({change: "smaller-file", largestBytes});
    return advice;
}

const needsBits = ({kvType = "F16"}: LoadOptions) => kvType === "F16" || kvType === "F32";

/** With the same context and dictionaries: on the GPU where there is one, else in main memory. */
async function largestFile(question: FitQuestion, plan: Plan): Promise<number> {
    const {source, machine} = question;
    const gpuLayers = machine.backend === "cpu" ? 0 : source.nLayers + 1;
    const at = gpuLayers === 0 ? plan : await planLoad({...question, options: {...question.options, gpuLayers}});
    const side = gpuLayers === 0 ? "ram" : "vram";
    const weights = at.parts.find(({name}) => name === "weights")![side];
    const room = machine[side].free - (at.needed[side] - weights);
    const bytes = weights === 0 ? 0 : Math.floor((source.fileBytes * room) / weights);
    return bytes < source.fileBytes ? bytes : 0;
}
