import {readFileSync} from "node:fs";
import {setFlagsFromString} from "node:v8";
import {runInNewContext} from "node:vm";
import {DEFAULT_SAMPLING} from "../contract/index.ts";
import {readDictionaryFile} from "../dictionaries/index.ts";
import {estimateFit} from "../llama/estimateFit.ts";
import {fileSource} from "../llama/fileSource.ts";
import {llamaRuntime} from "../llama/llamaRuntime.ts";
import {loadSteerableModel} from "../llama/loadSteerableModel.ts";
import {thisMachine} from "../llama/machine.ts";
import {nativeAddon} from "../llama/nativeAddon.ts";
import type {FitCase} from "./fit.ts";

export interface FitRun {
    /** bytes; beside: context, compute and dictionaries */
    readonly estimate: {readonly weights: number; readonly beside: number};
    readonly taken: {readonly weights: number; readonly beside: number};
    readonly tokensPerSecond: {readonly low: number; readonly high: number; readonly real: number};
}

const LANES = 2;
/** more than a batch of 512 */
const PROMPT_TOKENS = 600;

/** One case of `bench fit`, in a process that does nothing else: estimate, load, fill a batch, answer, and look at what the process holds. Linux. */
async function fitRun({modelPath, dictionaries, contextSize, kvType}: FitCase): Promise<FitRun> {
    const llama = await llamaRuntime();
    nativeAddon();
    const files = await Promise.all(dictionaries.map(readDictionaryFile));
    collectGarbage();
    const before = status("RssAnon");
    const model = await loadSteerableModel({modelPath, dictionaries: files, contextSize, lanes: LANES, ...(kvType && {kvType})});
    let content = "";
    while (model.tokenize(content).length < PROMPT_TOKENS) content += "tell me ";
    const answer = model.generate(0, {
        turns: [{role: "user", content}],
        steering: {edits: [], scope: "answer"},
        sampling: {...DEFAULT_SAMPLING, temperature: 0, maxTokens: 24}
    });
    let result = await answer.next();
    while (!result.done) result = await answer.next();
    collectGarbage();
    const after = status("RssAnon");
    const taken = {weights: mapped(modelPath), beside: after - before + dictionaries.reduce((sum, path) => sum + mapped(path), 0)};
    const {answerTokens, answerMs} = result.value;
    await model.dispose();
    // only now, so that what estimating takes is not counted
    const source = await fileSource(llama, modelPath);
    const fit = await estimateFit({source, machine: await thisMachine(), dictionaries: files, options: {contextSize, ...(kvType && {kvType})}, lanes: LANES});
    const of = (name: string) => fit.parts.filter((part) => part.name === name).reduce((sum, {ram, vram}) => sum + ram + vram, 0);
    return {
        estimate: {weights: of("weights"), beside: of("context") + of("compute") + of("dictionaries")},
        taken,
        tokensPerSecond: {...fit.tokensPerSecond, real: (1000 * answerTokens) / answerMs}
    };
}

/** What reading a header leaves behind would go sometime; it is no need of the model. */
function collectGarbage(): void {
    setFlagsFromString("--expose-gc");
    (runInNewContext("gc") as () => void)();
}

const status = (name: string) => 1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? 0);

/** Bytes of a file that are in memory through this process's maps. */
function mapped(path: string): number {
    const maps = readFileSync("/proc/self/smaps", "utf8").split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m);
    return maps.filter((map) => map.split("\n")[0]!.endsWith(path)).reduce((sum, map) => sum + 1024 * Number(/^Rss:\s+(\d+) kB$/m.exec(map)?.[1] ?? 0), 0);
}

process.stdout.write(JSON.stringify(await fitRun(JSON.parse(process.argv[2]!) as FitCase)));
process.exit(0);
