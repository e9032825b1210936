import {availableParallelism} from "node:os";
import {availableMemory, type MemoryState} from "./availableMemory.ts";
import {backendInUse, llamaRuntime} from "./llamaRuntime.ts";
import {memoryBesideWeights} from "./memory.ts";
import {gpuBandwidth, ramBandwidth} from "./memoryBandwidth.ts";

/** The machine as an estimate needs to know it; tests invent others. */
export interface Machine {
    /** `cpu`: there is no GPU that llama.cpp can use */
    readonly backend: string;
    /** bytes that llama.cpp can still take on GPUs, what node-llama-cpp keeps free for safety taken off */
    readonly vram: MemoryState;
    readonly ram: MemoryState;
    /** the GPU uses the main memory: both kinds of need come out of one store */
    readonly unified: boolean;
    /** bytes a second */
    readonly bandwidth: {readonly vram: number /** of one core */; readonly ram: number};
    readonly cores: number;
}

/** What this process needs for itself; more than that is the loaded model's. */
const PROCESS_BYTES = 150e6;

/**
 * What the loaded model holds counts as free: the next takes its place. Its mapped weights are free already, as the system sees it.
 * @throws EngineError `native/incompatible`
 */
export async function thisMachine(): Promise<Machine> {
    const llama = await llamaRuntime();
    const backend = await backendInUse(llama);
    const held = await llama.getLlamaMemoryUsage();
    const {free, total} = process.platform === "linux" ? availableMemory() : await llama.getRamState();
    const ram = {free: Math.min(total, free + Math.max(0, Math.min(held.cpuRam, memoryBesideWeights() - PROCESS_BYTES))), total};
    const common = {backend, ram, cores: availableParallelism()};
    if (backend === "cpu") return {...common, vram: {free: 0, total: 0}, unified: false, bandwidth: {vram: 0, ram: ramBandwidth()}};
    const [vram, names] = await Promise.all([llama.getVramState(), llama.getGpuDeviceNames()]);
    return {
        ...common,
        vram: {free: Math.max(0, Math.min(vram.total, vram.free + held.gpuVram) - llama.vramPaddingSize), total: vram.total},
        unified: vram.unifiedSize > 0,
        bandwidth: {vram: Math.min(...names.map(gpuBandwidth)), ram: ramBandwidth()}
    };
}
