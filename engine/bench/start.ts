import {spawn} from "node:child_process";
import {fileURLToPath} from "node:url";
import {median} from "./median.ts";

const RUNS = 5;

/** Time from starting a process to the first steered token of the demo, warm (the files are in the system's cache), and its memory beside the weights. */
export async function benchStart(): Promise<void> {
    const runs: {ms: number; memory: number}[] = [];
    for (let i = 0; i <= RUNS; i++) {
        const run = await once();
        if (i > 0) runs.push(run);
    }
    const seconds = median(runs.map(({ms}) => ms)) / 1000;
    const memory = median(runs.map(({memory}) => memory)) / 2 ** 20;
    process.stdout.write(
        `start to first steered token on the demo: ${seconds.toFixed(2)} s (median of ${RUNS}, warm)\nmemory beside the mapped weights: ${memory.toFixed(0)} MiB\n`
    );
}

function once(): Promise<{ms: number; memory: number}> {
    return new Promise((resolve, reject) => {
        const startedAt = performance.now();
        const child = spawn(process.execPath, [fileURLToPath(new URL("firstToken.ts", import.meta.url))], {stdio: ["ignore", "pipe", "inherit"]});
        let output = "";
        let ms = 0;
        child.stdout.setEncoding("utf8").on("data", (text: string) => {
            if (ms === 0) ms = performance.now() - startedAt;
            output += text;
        });
        child.on("error", reject).on("close", (code) => (code === 0 ? resolve({ms, memory: Number(output)}) : reject(new Error(`exit code ${code}`))));
    });
}
