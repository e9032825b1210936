import {createInterface} from "node:readline";
import {type Command, Option} from "commander";
import {EngineError, type JudgeChoice, judgeSchema} from "../../contract/index.ts";
import type {Engine} from "../engine.ts";

export interface JudgeOptions {
    readonly judge: JudgeChoice["kind"];
    readonly endpoint?: string;
    readonly judgeModel?: string;
    readonly key: boolean;
}

/** Who rates, on a command line. */
export function addJudgeOptions(command: Command): Command {
    return command
        .addOption(new Option("--judge <judge>", "who rates the answers").choices(["likelihood", "loaded", "openai", "anthropic"]).default("likelihood"))
        .option("--endpoint <url>", "of such a judge: questions and answers are sent there (anthropic: Anthropic's own, if none is given)")
        .option("--judge-model <name>", "of such a judge")
        .option("--key", "keep the key of that server, read from the first line of stdin, for this and later runs", false);
}

/** @throws EngineError `input/invalid`, in the command line's own words */
export function judgeOf({judge: kind, endpoint, judgeModel: model}: Omit<JudgeOptions, "key">): JudgeChoice {
    const parsed = judgeSchema.safeParse({kind, ...(endpoint !== undefined && {baseUrl: endpoint}), ...(model !== undefined && {model})});
    if (parsed.success) return parsed.data;
    const wrong = new Set(parsed.error.issues.map(({path}) => (path[0] === "baseUrl" ? "--endpoint with its address" : "--judge-model")));
    throw new EngineError("input/invalid", {detail: `--judge ${kind} needs ${[...wrong].join(" and ")}`});
}

/**
 * Keeps the key of a judge's server where one is given.
 * @throws EngineError `input/invalid`
 */
export async function keepJudgeKey({labellerKeys}: Pick<Engine, "labellerKeys">, judge: JudgeChoice, {key}: Pick<JudgeOptions, "key">): Promise<void> {
    if (key && "baseUrl" in judge) await labellerKeys.set(judge.baseUrl, await readKey());
}

/** Never from the arguments: those every user of the machine can see. */
export async function readKey(): Promise<string> {
    for await (const given of createInterface({input: process.stdin})) if (given.trim() !== "") return given.trim();
    throw new EngineError("input/invalid", {detail: "no key came from stdin"});
}
