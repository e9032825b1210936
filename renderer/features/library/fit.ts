import type {Fit} from "../../../engine/contract/library.ts";
import {bytes, count} from "../../widgets/numbers.ts";

export type Advice = Fit["advice"][number];
export type FitTone = "good" | "warning" | "bad";

/** Whether it runs here, in a few words. */
export function verdictWords({verdict, gpuLayers, nLayers, total}: Fit): string {
    switch (verdict) {
        case "gpu":
            return "Fits on the GPU";
        case "split":
            return `${Math.min(gpuLayers, nLayers)} of ${nLayers} layers fit on the GPU`;
        case "cpu":
            return total.vram > 0 ? "Fits in memory, not on the GPU" : "Fits, runs on the processor";
        case "no":
            return "Does not fit this machine";
    }
}

export const verdictTone = ({verdict, speed}: Pick<Fit, "verdict" | "speed">): FitTone =>
    verdict === "no" ? "bad" : verdict === "split" || speed === "slow" || speed === "crawling" ? "warning" : "good";

const speeds: Record<Fit["speed"], string> = {fast: "Fast", reading: "At reading speed", slow: "Slower than reading", crawling: "Very slow"};

const rate = (value: number) => (value >= 10 ? `${Math.round(value)}` : value.toFixed(1));

/** How fast to expect it, as the estimate that it is; nothing where it does not run. */
export function speedWords({verdict, speed, tokensPerSecond: {low, high}}: Fit): string | null {
    if (verdict === "no") return null;
    const range = rate(low) === rate(high) ? rate(low) : `${rate(low)} to ${rate(high)}`;
    return `${speeds[speed]}: about ${range} tokens a second`;
}

const parts: Record<Fit["parts"][number]["name"], string> = {weights: "Weights", context: "Context", compute: "Work space", dictionaries: "Dictionaries"};
export const partWords = (name: Fit["parts"][number]["name"]) => parts[name];

/** A change that would make it fit, as the words of its button. */
export function adviceWords(advice: Advice): string {
    switch (advice.change) {
        case "context":
            return `Context of ${count(advice.contextSize)}`;
        case "kv-type":
            return `Context kept as ${advice.kvType}`;
        case "gpu-layers":
            return `${advice.gpuLayers} layers on the GPU`;
        case "dictionary-type":
            return `Dictionary as ${advice.weightType}`;
        case "smaller-file":
            return `A file of at most ${bytes(advice.largestBytes)} would fit`;
    }
}

export interface BarPart {
    readonly name: Fit["parts"][number]["name"];
    readonly bytes: number;
    /** of the bar's length, 0..1 */
    readonly share: number;
}

/** One kind of memory as a bar: as long as what is free, or as what is needed where that is more. */
export function memoryBar(fit: Fit, kind: "vram" | "ram"): {parts: readonly BarPart[]; freeShare: number; overflows: boolean} {
    const needed = fit.parts.reduce((sum, part) => sum + part[kind], 0);
    const length = Math.max(fit.free[kind], needed, 1);
    return {
        parts: fit.parts.filter((part) => part[kind] > 0).map((part) => ({name: part.name, bytes: part[kind], share: part[kind] / length})),
        freeShare: fit.free[kind] / length,
        overflows: needed > fit.free[kind]
    };
}

/** How the weights of a file compare with what is free here, by their size alone: context and work space come on top. */
export function memoryWords(size: number, {free, total}: Pick<Fit, "free" | "total">): {fits: boolean; words: string} {
    const places = `${total.vram > 0 ? `${bytes(free.vram)} of GPU memory and ` : ""}${bytes(free.ram)} of memory`;
    if (total.vram > 0 && size <= free.vram) return {fits: true, words: `Its weights of ${bytes(size)} have room on the GPU: ${places} are free.`};
    if (size <= free.ram) return {fits: true, words: `Its weights of ${bytes(size)} have room in memory: ${places} are free.`};
    if (size <= free.ram + free.vram)
        return {fits: true, words: `Its weights of ${bytes(size)} have room on the GPU and in memory together: ${places} are free.`};
    return {fits: false, words: `Its weights of ${bytes(size)} are more than is free: ${places}. It may not load here, or run very slowly.`};
}
