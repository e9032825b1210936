import {parse} from "csv-parse/sync";
import {describe, expect, it} from "vitest";
import {type Arm, type EvaluatedAnswer, type Metric, metricSchema, type Sweep, sweepInputSchema} from "../contract/index.ts";
import {exportSweep} from "./exportSweep.ts";
import {harmonicScore} from "./metrics/harmonicScore.ts";
import {findingsOf} from "./sweep/findingsOf.ts";

const PROMPTS = Array.from({length: 6}, (_, place) => ({text: place === 0 ? "=SUM(1), what is that?" : `Question ${place}?`}));
const origin = {saelor: "9.9.9", model: {id: "m", name: "Model"}, dictionary: {id: "d", name: "Dictionary"}, random: [12]};

/** A sweep whose ratings are different for each prompt, and whose facts fall. */
function aSweep(): Sweep {
    const answers: EvaluatedAnswer[] = [];
    const add = (arm: Arm, strength: number, values: (prompt: number) => readonly number[], set?: number) => {
        for (const [prompt] of PROMPTS.entries()) {
            const ratings = metricSchema.options.map((metric: Metric, i) => ({
                metric,
                value: values(prompt)[i]!,
                judge: i === 3 ? "facts" : "likelihood",
                prompt: "p",
                reply: "r"
            }));
            const score = harmonicScore(ratings.slice(0, 3).map(({value}) => value));
            const of = {id: answers.length, arm, strength, prompt, seed: 0, ratings, score, ...(set !== undefined && {set})};
            answers.push({...of, text: 'a "text",\nof two lines', tokens: 3, finishReason: "max-tokens", repetition: 0, nll: 1, nllRise: 0});
        }
    };
    const odd = (prompt: number) => prompt % 2;
    add("unsteered", 0, () => [0, 2, 2, 2]);
    add("prompt", 0, (prompt) => [2, 1.9 - 0.01 * prompt, 1.8, 2]);
    add("random", 0.5, () => [0.1, 2, 2, 2], 0);
    add("steered", 0.5, (prompt) => [1.5 - 0.7 * odd(prompt), 1.7, 1.6 - 0.02 * prompt, 1.3], 0);
    add("steered", 1, (prompt) => [1.9, 0.3, 0.2 + 0.01 * prompt, 0.2], 0);
    const input = sweepInputSchema.parse({
        sets: [{name: "pirate", steering: {edits: [{feature: 76, mode: "nudge", value: 0.2}], scope: "answer"}}],
        strengths: [0.5, 1],
        behaviour: "Talk like a pirate."
    });
    const [choosing, reporting] = [
        [0, 2, 4],
        [1, 3, 5]
    ];
    const knowledge = [
        {strength: 0, right: 90},
        {set: 0, strength: 0.5, right: 80}
    ];
    const findings = findingsOf({prompts: PROMPTS, sets: input.sets, unit: "R", choosing, reporting}, {answers, knowledge});
    const summary = {id: "s", kind: "sweep" as const, title: "Talk like a pirate.", model: "Model", createdAt: 0, done: true};
    return {...summary, input, prompts: PROMPTS, choosing, reporting, answers, ...findings};
}

type Line = Record<string, string>;
const mean = (lines: readonly Line[], column: string) => (lines.reduce((sum, line) => sum + Number(line[column]), 0) / lines.length).toFixed(0);

describe("exportSweep", () => {
    it("makes a table from which the verdict's figures can be computed again", async () => {
        const sweep = aSweep();
        const lines = parse(await exportSweep(sweep, "csv", origin).text(), {columns: true}) as Line[];
        const of = (arm: string, strength: string, half?: string) =>
            lines.filter((line) => line.arm === arm && line.strength === strength && (half === undefined || line.half === half));
        const verdict = sweep.verdict.join("\n");
        const [reported, prompted] = [mean(of("steered", "0.5", "reports"), "score"), mean(of("prompt", "0", "reports"), "score")];
        expect(verdict).toContain(
            `“pirate” scores ${reported} of 100 at strength 0.5, on ${of("steered", "0.5", "reports").length} prompts that did not choose it`
        );
        expect(verdict).toContain(
            `unsteered ${mean(of("unsteered", "0", "reports"), "score")}, prompted ${prompted}, a random feature as far ${mean(of("random", "0.5", "reports"), "score")}.`
        );
        const chose = mean(of("steered", "0.5", "chooses"), "score");
        expect(verdict).toContain(`On the 3 prompts that chose it it scores ${chose}, ${Number(chose) - Number(reported)} points more`);
        expect(verdict).toContain(`the model scores ${Number(prompted) - Number(reported)} points (`);
        const facts = mean(of("steered", "0.5"), "facts");
        expect(verdict).toContain(`Over all 6 prompts, facts fall to ${facts} (unsteered ${mean(of("unsteered", "0"), "facts")})`);
        expect(verdict).toContain(`stays at ${mean(of("steered", "0.5"), "score")} at strength 0.5`);
        expect(verdict).toContain(`from ${mean(of("unsteered", "0"), "knowledge")} to ${mean(of("steered", "0.5"), "knowledge")}.`);
        expect(lines[0]).toMatchObject({
            judge: "likelihood; facts",
            model: "Model",
            features: "",
            question: "'=SUM(1), what is that?",
            text: 'a "text",\nof two lines'
        });
        expect(of("steered", "1")[0]).toMatchObject({set: "pirate", features: "76 nudge 0.2", behaviour: "95", knowledge: ""});
        expect(of("random", "0.5")[0]!.features).toBe("12");
    });

    it("says in JSON what it was made with, and names its files well", async () => {
        const sweep = aSweep();
        const json = exportSweep(sweep, "json", origin);
        expect(json.name).toBe("Talk like a pirate.json");
        expect(exportSweep({...sweep, title: "…"}, "csv", origin).name).toBe("sweep.csv");
        expect(JSON.parse(await json.text())).toMatchObject({
            saelor: "9.9.9",
            modelId: "m",
            model: "Model",
            dictionary: {id: "d", name: "Dictionary"},
            verdict: sweep.verdict
        });
    });
});
