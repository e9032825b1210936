import {describe, expect, it} from "vitest";
import type {EvaluatedAnswer, Metric} from "../../contract/index.ts";
import {harmonicScore} from "../metrics/harmonicScore.ts";
import {type FoundPlan, findingsOf} from "./findingsOf.ts";

const plan: FoundPlan = {
    prompts: [0, 1, 2, 3].map((place) => ({text: `question ${place}`})),
    sets: [{name: "pirate", steering: {edits: [], scope: "answer"}}],
    unit: "R",
    choosing: [0, 2],
    reporting: [1, 3]
};

let id = 0;
function anAnswer(
    prompt: number,
    arm: EvaluatedAnswer["arm"],
    strength: number,
    values: Partial<Record<Metric, number | null>>,
    more: Partial<EvaluatedAnswer> = {}
): EvaluatedAnswer {
    const ratings = Object.entries(values).map(([metric, value]) => ({metric: metric as Metric, value, judge: "j", prompt: "p", reply: "r"}));
    const swept = arm === "unsteered" || arm === "prompt" ? {} : {set: 0};
    const score = harmonicScore(["concept", "instruction", "fluency"].map((metric) => values[metric as Metric]));
    return {
        id: id++,
        arm,
        ...swept,
        strength,
        prompt,
        seed: 0,
        text: "",
        tokens: 1,
        finishReason: "end-of-turn",
        ratings,
        score,
        repetition: 0,
        nll: 1,
        nllRise: 0,
        ...more
    };
}
const rated = (all: number, factuality = 2) => ({concept: all, instruction: all, fluency: all, factuality});
const everywhere = (arm: EvaluatedAnswer["arm"], strength: number, values: (prompt: number) => Partial<Record<Metric, number | null>>) =>
    plan.prompts.map((_, prompt) => anAnswer(prompt, arm, strength, values(prompt)));

describe("findingsOf", () => {
    it("lets one half of the prompts choose, and reports on the other", () => {
        // on the choosing prompts .3 is better, on the others .6
        const answers = [
            ...everywhere("unsteered", 0, () => rated(0)),
            ...everywhere("steered", 0.3, (prompt) => rated(prompt % 2 === 0 ? 2 : 0.5)),
            ...everywhere("steered", 0.6, (prompt) => rated(prompt % 2 === 0 ? 1 : 2))
        ];
        const {chosen, report, points} = findingsOf(plan, {
            answers,
            knowledge: [
                {strength: 0, right: 90},
                {set: 0, strength: 0.3, right: 70}
            ]
        });
        expect(chosen).toEqual([{set: 0, strength: 0.3, score: 100}]);
        expect(report.map(({arm, score, knowledge}) => [arm, score?.mean, knowledge])).toEqual([
            ["unsteered", 0, 90],
            ["steered", 25, 70]
        ]);
        expect(points.find(({strength}) => strength === 0.6)).toMatchObject({score: {mean: 75, low: 50, high: 100, n: 4}, knowledge: null});
    });

    it("takes the weaker of equal strengths, and ignores what could not be rated", () => {
        const answers = [
            ...everywhere("steered", 0.6, () => rated(1)),
            ...everywhere("steered", -0.3, () => rated(1)),
            ...everywhere("steered", 0.1, (prompt) => (prompt === 0 ? {...rated(2), concept: null} : rated(0.5)))
        ];
        const {chosen, missing, verdict} = findingsOf(plan, {answers, knowledge: []});
        expect(chosen).toEqual([{set: 0, strength: -0.3, score: 50}]);
        expect(missing).toEqual({ratings: 1, of: 48});
        expect(verdict).toContain("1 of 48 ratings could not be had; means are over the others.");
    });

    it("says nothing before it is done, and chooses as soon as it can", () => {
        const answers = everywhere("steered", 0.3, () => rated(1)).filter(({prompt}) => prompt !== 3);
        expect(findingsOf(plan, {answers, knowledge: []})).toMatchObject({chosen: [{strength: 0.3}], verdict: []});
        const few = answers.filter(({prompt}) => prompt < 2);
        expect(findingsOf(plan, {answers: few, knowledge: []})).toMatchObject({chosen: [], report: [], verdict: [], points: [{strength: 0.3}]});
    });

    it("says plainly when nothing beats not steering, or prompting, or a random feature", () => {
        const say = (steered: number, prompt: number, random: number) =>
            findingsOf(plan, {
                answers: [
                    ...everywhere("unsteered", 0, () => rated(0.5)),
                    ...everywhere("prompt", 0, () => rated(prompt)),
                    ...everywhere("random", 0.3, () => rated(random)),
                    ...everywhere("steered", 0.3, () => rated(steered))
                ],
                knowledge: []
            }).verdict.join("\n");
        const sure = "(standard error 0, 2 prompts)";
        expect(say(0.5, 2, 0.5)).toContain("Nothing beats not steering");
        expect(say(0.5, 2, 0.5)).toContain("A random feature does as well");
        expect(say(1, 2, 0)).toContain(`Steering beats not steering by 25 points ${sure}.`);
        expect(say(1, 2, 0)).toContain(`Nothing beats prompting: asked for the behaviour, the model scores 50 points ${sure} higher than steered.`);
        expect(say(2, 1, 0)).toContain(`Steering beats prompting by 50 points ${sure}.`);
        expect(say(1, 1, 0)).toContain(`Nothing beats prompting, but steering does as well: the difference, 0 points ${sure}, is no clear one.`);
    });

    it("tells where facts fall while the score stays, what repeats itself and what knowledge it costs", () => {
        const answers = [
            ...everywhere("unsteered", 0, () => rated(0, 2)),
            ...everywhere("steered", 0.2, () => rated(2, 2)),
            ...everywhere("steered", 0.4, () => rated(1.8, 0.6)),
            ...plan.prompts.map((_, prompt) => anAnswer(prompt, "steered", 0.8, {concept: 2, instruction: 0, fluency: 0, factuality: 0}, {repetition: 0.9}))
        ];
        const {verdict} = findingsOf(plan, {
            answers,
            knowledge: [
                {strength: 0, right: 90},
                {set: 0, strength: 0.2, right: 80}
            ]
        });
        expect(verdict).toContain(
            "Over all 4 prompts, facts fall to 30 (unsteered 100) while the score stays at 90 at strength 0.4 of “pirate”: it does not see it there. At strength 0.8 it falls too, to 0. At strength 0.8 facts are at 0 and the behaviour alone still at 100."
        );
        expect(verdict).toContain("Answers repeat themselves at strength 0.8 of “pirate”: up to 90 % of their 3-grams.");
        expect(verdict).toContain("At strength 0.2 “pirate” costs 10 points of knowledge, from 90 to 80.");
    });

    it("says for which strengths it holds, and which prompts its figures are over", () => {
        const answers = [
            ...everywhere("unsteered", 0, () => rated(0, 2)),
            ...everywhere("steered", 0.3, () => rated(1.2, 1.9)),
            ...everywhere("steered", 0.5, () => rated(1.16, 1.4)),
            ...everywhere("steered", 0.6, () => rated(0.94, 1)),
            ...everywhere("steered", 0.8, () => rated(0.07, 0.3))
        ];
        const said = (drawn?: Parameters<typeof findingsOf>[3]) => findingsOf(plan, {answers, knowledge: []}, undefined, drawn).verdict.join("\n");
        const words =
            "facts fall to 70 (unsteered 100) and on to 50 while the score stays at 47 to 58 from strength 0.5 to 0.6 of “pirate”: it does not see it there. At strength 0.8 it falls too, to 4.";
        expect(said()).toContain(`Over all 4 prompts, ${words}`);
        expect(said(findingsOf(plan, {answers, knowledge: []}).points)).toContain(`Over the 2 prompts that chose, ${words}`);
    });

    it("says by how much the prompts that chose flatter a strength", () => {
        const answers = [...everywhere("unsteered", 0, () => rated(0)), ...everywhere("steered", 0.3, (prompt) => rated(prompt % 2 === 0 ? 1.48 : 0.82))];
        const {verdict} = findingsOf(plan, {answers, knowledge: []});
        expect(verdict[0]).toBe("“pirate” scores 41 of 100 at strength 0.3, on 2 prompts that did not choose it; unsteered 0.");
        expect(verdict[1]).toBe("On the 2 prompts that chose it it scores 74, 33 points more: a choice flatters itself.");
    });

    it("says differences of the numbers that stand beside them", () => {
        // 94.6 less 49.4 is 45.2, but what is read is 95 and 49
        const answers = [
            ...everywhere("unsteered", 0, () => rated(0)),
            ...everywhere("prompt", 0, () => rated(1.892)),
            ...everywhere("steered", 0.3, () => rated(0.988))
        ];
        const said = findingsOf(plan, {answers, knowledge: []}).verdict.join("\n");
        expect(said).toContain("scores 49 of 100 at strength 0.3, on 2 prompts that did not choose it; unsteered 0, prompted 95.");
        expect(said).toContain("the model scores 46 points (standard error 0, 2 prompts) higher");
        const two = {...plan, prompts: plan.prompts.slice(0, 2), choosing: [0], reporting: [1]};
        const few = answers.filter(({prompt}) => prompt < 2);
        expect(findingsOf(two, {answers: few, knowledge: []}).verdict.join("\n")).toContain("on 1 prompt that did not choose it");
    });

    it("says when the judge was asked no more", () => {
        const answers = everywhere("steered", 0.3, () => ({concept: null, instruction: null, fluency: null, factuality: null}));
        const {verdict, chosen} = findingsOf(plan, {answers, knowledge: []}, "status 500");
        expect(chosen).toEqual([]);
        expect(verdict).toEqual([
            "No set could be scored, so no strength was chosen.",
            "The judge was asked no more after it failed: status 500.",
            "16 of 16 ratings could not be had; means are over the others."
        ]);
    });
});
