import {readFileSync} from "node:fs";
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import path from "node:path";
import {z} from "zod";
import type {Arm, Autosteer} from "../contract/index.ts";
import {chooseRecipe} from "../host/commands/chooseRecipe.ts";
import {followRun} from "../host/commands/followRun.ts";
import {demoFolder} from "../host/demo.ts";
import {createEngine} from "../host/engine.ts";

const mannersSchema = z.array(z.object({manner: z.string(), instruction: z.string()}));
const ARMS: readonly Arm[] = ["unsteered", "random", "prompt", "steered", "prompt-and-steer"];

/**
 * The whole of AutoSteer for each manner of the demo, as the app runs it: mean scores on questions that no stage saw, what was found, tokens and seconds.
 * @param only of the manners; absent: all that are asked for
 */
export async function autosteerProofs({mode, only}: {readonly mode: "fast" | "full"; readonly only?: readonly string[]}): Promise<void> {
    const manners = mannersSchema
        .parse(JSON.parse(readFileSync(path.join(demoFolder(), "manners.json"), "utf8")))
        .filter(({manner}) => manner !== "plain" && (only === undefined || only.includes(manner)));
    const workspace = await mkdtemp(path.join(tmpdir(), "saelor-autosteer-"));
    const print = (line: string) => process.stdout.write(`${line}\n`);
    const signal = new AbortController().signal;
    const engine = await createEngine({workspace, autoLoad: "none", runs: "own"});
    try {
        const recipe = await chooseRecipe(engine, {model: "demo", dictionary: undefined});
        const status = await engine.models.load({modelId: recipe.id}, signal);
        if (status.state !== "ready") throw new Error(`the demo is ${status.state}`);
        const dictionary = status.model.dictionaries[0]!.id;
        print(`AutoSteer, ${mode} mode: mean scores on questions that no stage saw, 0-100`);
        print("manner       unsteered  random  prompted  steered  both   tokens  seconds  found");
        let above = 0;
        for (const {manner, instruction} of manners) {
            const begun = await engine.autosteer.begin({specification: instruction, dictionary, mode, judge: {kind: "likelihood"}, maxFeatures: 3, seed: 42});
            await followRun(engine, begun.id, signal, () => undefined);
            const found = engine.autosteer.get(begun.id);
            print(lineOf(manner, found));
            const {outcome} = found.proof ?? {};
            if (outcome?.unsteered?.told === "above" && outcome.random?.told === "above" && outcome.prompt?.told !== "below") above++;
        }
        print(`clearly above unsteered and random answers, and not clearly below prompted ones: ${above} of ${manners.length}`);
    } finally {
        await engine.close();
        await rm(workspace, {recursive: true, force: true});
    }
}

function lineOf(manner: string, {proof, cost, found, verdict}: Autosteer): string {
    if (proof === undefined || found === undefined) return `${manner.padEnd(13)}${verdict.join(" ")}`;
    const best = proof.chosen.toSorted((a, b) => b.score - a.score)[0];
    const scores = ARMS.map((arm) => proof.report.find((point) => point.arm === arm && (point.set === undefined || point.set === best?.set))?.score?.mean);
    const cells = scores.map((score, i) => (score === undefined ? "-" : score.toFixed(0)).padStart([9, 8, 10, 9, 6][i]!)).join("");
    const tokens = cost.reduce((sum, {promptTokens, answerTokens}) => sum + promptTokens + answerTokens, 0);
    const seconds = cost.reduce((sum, one) => sum + one.seconds, 0);
    const set = found.edits.map(({feature, strength}) => `${feature} at ${(strength * (best?.strength ?? 1)).toFixed(2)} R`).join(" + ");
    const fading = found.fadesOver === undefined ? "" : `, fading over ${found.fadesOver} tokens`;
    return `${manner.padEnd(13)}${cells}${tokens.toLocaleString("en").padStart(9)}${seconds.toFixed(0).padStart(9)}  ${set}${fading}`;
}
