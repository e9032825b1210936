import {setTimeout} from "node:timers/promises";
import {getLlama, type Llama, LlamaLogLevel} from "node-llama-cpp";
import {EngineError} from "../contract/index.ts";

let runtime: Promise<Llama> | undefined;
const said: string[] = [];

/**
 * What llama.cpp reported as errors since this was last asked; it says why a load failed here and nowhere else.
 * @param wait the report crosses threads and may come a moment after the failure: give it that moment
 */
export async function takeErrorLog({wait = false} = {}): Promise<string> {
    for (let i = 0; wait && said.length === 0 && i < 20; i++) await setTimeout(10);
    return said.splice(0).join("; ");
}

/** What the tests and the bench may force; a user's machine decides for itself. */
export type Backend = "auto" | "cpu" | "cuda" | "metal" | "vulkan";

/**
 * llama.cpp, loaded once a process: the fastest backend that this machine has, from the prebuilt libraries and never from a build of its own.
 * `SAELOR_BACKEND` (cpu, cuda, metal, vulkan) forces one.
 * @throws EngineError `native/incompatible` when no prebuilt library runs here
 */
export function llamaRuntime(): Promise<Llama> {
    runtime ??= start().catch((cause: unknown) => {
        runtime = undefined;
        throw new EngineError("native/incompatible", {detail: String(cause)}, {cause});
    });
    return runtime;
}

/** A driver without a device (a Vulkan loader on a machine without a GPU) still makes node-llama-cpp take that build: the CPU does the work. */
export async function backendInUse(llama: Llama): Promise<string> {
    return llama.gpu === false || (await llama.getGpuDeviceNames()).length === 0 ? "cpu" : llama.gpu;
}

function start(): Promise<Llama> {
    const backend = (process.env.SAELOR_BACKEND ?? "auto") as Backend;
    return getLlama({
        gpu: backend === "cpu" ? false : backend,
        build: "never",
        progressLogs: false,
        logLevel: LlamaLogLevel.error,
        logger(_level, message) {
            said.push(message.trim());
            if (said.length > 20) said.shift();
        },
        // more threads than cores help where a cgroup or a small model makes them cheap; the context decides
        maxThreads: 0
    });
}
