import {availableParallelism} from "node:os";
import {availableMemory, type MemoryState} from "./availableMemory.ts";
import {backendInUse, llamaRuntime} from "./llamaRuntime.ts";
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

/** @throws EngineError `native/incompatible` */
export async function thisMachine(): Promise<Machine> {
    const llama = await llamaRuntime();
    const backend = await backendInUse(llama);
    const ram = process.platform === "linux" ? availableMemory() : await llama.getRamState();
    const common = {backend, ram: {free: ram.free, total: ram.total}, cores: availableParallelism()};
    if (backend === "cpu") return {...common, vram: {free: 0, total: 0}, unified: false, bandwidth: {vram: 0, ram: ramBandwidth()}};
    const [vram, names] = await Promise.all([llama.getVramState(), llama.getGpuDeviceNames()]);
    return {
        ...common,
        vram: {free: Math.max(0, vram.free - llama.vramPaddingSize), total: vram.total},
        unified: vram.unifiedSize > 0,
        bandwidth: {vram: Math.min(...names.map(gpuBandwidth)), ram: ramBandwidth()}
    };
}
