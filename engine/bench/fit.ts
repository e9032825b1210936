import {spawn} from "node:child_process";
import {fileURLToPath} from "node:url";
import type {KvType} from "../contract/index.ts";
import type {FitRun} from "./fitRun.ts";

export interface FitCase {
    readonly title: string;
    readonly modelPath: string;
    readonly dictionaries: readonly string[];
    readonly contextSize: number;
    readonly kvType?: KvType;
}

/** What was estimated before a load beside what the process took after it and after a full batch: each case in a process of its own. */
export async function benchFit(cases: readonly FitCase[]): Promise<void> {
    const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0).padStart(7);
    const versus = (estimate: number, real: number) => `${megabytes(estimate)} ${megabytes(real)}  ${(estimate / real).toFixed(2)}`;
    process.stdout.write(`MB, estimated and taken, and their ratio${" ".repeat(13)}weights              context and compute   all\n`);
    for (const one of cases) {
        const {estimate, taken, tokensPerSecond} = await run(one);
        const all = versus(estimate.weights + estimate.beside, taken.weights + taken.beside);
        process.stdout.write(`${one.title.padEnd(50)} ${versus(estimate.weights, taken.weights)}  ${versus(estimate.beside, taken.beside)}  ${all}\n`);
        const {low, high, real} = tokensPerSecond;
        process.stdout.write(`${" ".repeat(50)} tokens/s: ${low} to ${high} estimated, ${real.toFixed(1)} measured\n`);
    }
}

function run(one: FitCase): Promise<FitRun> {
    return new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [fileURLToPath(new URL("fitRun.ts", import.meta.url)), JSON.stringify(one)], {
            stdio: ["ignore", "pipe", "inherit"]
        });
        let output = "";
        child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
        child.on("error", reject).on("close", (code) => (code === 0 ? resolve(JSON.parse(output) as FitRun) : reject(new Error(`exit code ${code}`))));
    });
}
