import {statSync} from "node:fs";
import {EngineError} from "../contract/index.ts";
import {DEFAULT_CONTEXT, type LoadPlan, planLoad} from "./estimateFit.ts";
import {fileSource} from "./fileSource.ts";
import {llamaRuntime} from "./llamaRuntime.ts";
import type {LoadOptions} from "./loadSteerableModel.ts";
import {type Machine, thisMachine} from "./machine.ts";

/**
 * How many layers to ask of llama.cpp for the GPU, with the context and the dictionaries that come beside them (node-llama-cpp's own choice knows
 * nothing of those).
 * @throws EngineError `model/no-memory` with the numbers where main memory can't hold it, unless forced
 */
export async function gpuLayersFor(options: LoadOptions, {backend, force}: {backend: string; force: boolean}): Promise<number> {
    if (backend === "cpu" && (force || isSmall(options))) return 0;
    const machine = await thisMachine();
    const source = await fileSource(await llamaRuntime(), options.modelPath);
    try {
        const {contextSize, gpuLayers, kvType, dictionaries, lanes} = options;
        const wanted = {
            ...(contextSize !== undefined && {contextSize}),
            ...(gpuLayers !== undefined && {gpuLayers}),
            ...(kvType !== undefined && {kvType})
        };
        const plan = await planLoad({source, machine, dictionaries, options: wanted, lanes});
        if (!force) refuseImpossible(options.modelPath, plan, machine);
        return plan.offload;
    } finally {
        await source.dispose();
    }
}

/** Far from any limit: nothing to work out. */
function isSmall({modelPath, contextSize = DEFAULT_CONTEXT}: LoadOptions): boolean {
    return contextSize <= DEFAULT_CONTEXT && statSync(modelPath).size < 256 * 2 ** 20;
}

/** Weights alone may be larger than what is free: they are mapped, and what other programs hold in memory only as a copy of files gives way. */
export function refuseImpossible(path: string, {needed, parts}: Pick<LoadPlan, "needed" | "parts">, {ram, unified}: Pick<Machine, "ram" | "unified">): void {
    const weights = parts.find(({name}) => name === "weights")!.ram;
    const inRam = needed.ram + (unified ? needed.vram : 0);
    if (inRam <= ram.total && inRam - weights <= ram.free) return;
    const named = parts.filter((part) => part.ram > 0).map((part) => `${part.name} ${gigabytes(part.ram)}`);
    const detail = `needs ${gigabytes(inRam)} of main memory (${named.join(", ")}); ${gigabytes(ram.free)} of ${gigabytes(ram.total)} are free`;
    throw new EngineError("model/no-memory", {path, detail});
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(bytes < 1e10 ? 2 : 1)} GB`;
