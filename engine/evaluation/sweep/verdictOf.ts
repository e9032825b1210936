import type {Advantage, Arm, Outcome} from "../../contract/index.ts";
import type {SweepFindings} from "../types.ts";
import {tellFacts} from "./tellFacts.ts";
import {apart, at, linesOf, named, pointOf, points, prompts, stretchOf, type Told, where} from "./verdictWords.ts";

interface Found extends Told, Pick<SweepFindings, "missing"> {
    readonly stopped: string | undefined;
    readonly best: SweepFindings["chosen"][number] | undefined;
    readonly outcome: Outcome | undefined;
}

/** 3-grams that were there before; above it is bad. */
const REPETITIVE = 0.2;
/** Points of knowledge that a set may cost. */
const KNOWLEDGE_LOSS = 6;
/** By how many points a strength may do better on the prompts that chose it before that is said. */
const FLATTERED = 10;

/** What a sweep says, in plain sentences: what beats what on prompts that chose nothing, and what it costs. */
export function verdictOf(found: Found): string[] {
    const {plan, chosen, missing, stopped} = found;
    const sentences = [
        ...chosen.flatMap(({set}) => ofSet(found, set)),
        ...(chosen.length === 0 ? ["No set could be scored, so no strength was chosen."] : overall(found)),
        ...plan.sets.flatMap((_, set) => [...tellFacts(found, set), ...damage(found, set)])
    ];
    if (stopped !== undefined) sentences.push(`The judge was asked no more after it failed: ${stopped}.`);
    if (missing.ratings > 0)
        sentences.push(
            `${missing.ratings} of ${missing.of} ratings could not be had${missing.most === undefined || stopped !== undefined ? "" : `, most often: ${missing.most}`}; means are over the others.`
        );
    return sentences;
}

function ofSet(found: Found, set: number): string[] {
    const {report, chosen} = found;
    const {strength, score} = chosen.find((one) => one.set === set)!;
    const steered = pointOf(report, "steered", set)?.score;
    if (!steered) return [`${named(found, set)} could not be scored on the prompts that report.`];
    const beside = (
        [
            ["unsteered", pointOf(report, "unsteered")],
            ["prompted", pointOf(report, "prompt")],
            ["a random feature as far", pointOf(report, "random", set)],
            ["prompted and steered", pointOf(report, "prompt-and-steer", set)]
        ] as const
    ).flatMap(([name, point]) => (point?.score ? [`${name} ${points(point.score.mean)}`] : []));
    const there = `${named(found, set)} scores ${points(steered.mean)} of 100 at ${at(found, strength)}, on ${prompts(steered.n)} that did not choose it`;
    const flattered = apart(score, steered.mean);
    return [
        `${there}${beside.length === 0 ? "." : `; ${beside.join(", ")}.`}`,
        ...(Math.abs(flattered) > FLATTERED
            ? [
                  `On the ${prompts(found.plan.choosing.length)} that chose it it scores ${points(score)}, ${Math.abs(flattered)} points ${flattered > 0 ? "more: a choice flatters itself" : "less"}.`
              ]
            : [])
    ];
}

/** What the best set beats. */
function overall(found: Found): string[] {
    const {best, outcome: {unsteered, prompt, random} = {}} = found;
    const sure = (advantage: Advantage, arm: Arm) => sureOf(found, advantage, arm);
    const set = found.plan.sets.length > 1 && best !== undefined ? `the best set, ${named(found, best.set)},` : "steering";
    const name = set[0]!.toUpperCase() + set.slice(1);
    const sentences: string[] = [];
    if (unsteered !== undefined)
        sentences.push(
            unsteered.told === "above"
                ? `${name} beats not steering by ${sure(unsteered, "unsteered")}.`
                : unsteered.told === "unclear" && unsteered.by > 0
                  ? `Too few prompts to tell: ${set} scores ${sure(unsteered, "unsteered")} more than not steering, but not on every prompt.`
                  : "Nothing beats not steering: no set scores clearly higher than the unsteered answers."
        );
    if (prompt !== undefined)
        sentences.push(
            prompt.told === "above"
                ? `${name} beats prompting by ${sure(prompt, "prompt")}.`
                : prompt.told === "below"
                  ? `Nothing beats prompting: asked for the behaviour, the model scores ${sure(prompt, "prompt")} higher than ${set === "steering" ? "steered" : "the best set"}.`
                  : prompt.told === "same"
                    ? `Nothing beats prompting, but ${set} does as well: the difference, ${sure(prompt, "prompt")}, is no clear one.`
                    : `Nothing beats prompting for sure: the difference, ${sure(prompt, "prompt")}, is no clear one on so few prompts.`
        );
    if (random !== undefined && random.told !== "above")
        sentences.push(
            random.told === "unclear" && random.by > 0
                ? `Too few prompts to tell: a random feature scores ${sure(random, "random")} less, but not on every prompt.`
                : "A random feature does as well: what the set does is not its own."
        );
    return sentences;
}

/** Without its sign; the difference of the two numbers as they are written, where both are over the same prompts. */
function sureOf({report, best}: Found, {by, error, prompts: n}: Advantage, arm: Arm): string {
    const steered = pointOf(report, "steered", best?.set)?.score;
    const other = pointOf(report, arm, arm === "random" ? best?.set : undefined)?.score;
    const difference = steered?.n === n && other?.n === n ? apart(steered.mean, other.mean) : by;
    return `${points(Math.abs(difference))} points (standard error ${points(error)}, ${prompts(n)})`;
}

function damage(found: Found, set: number): string[] {
    const sentences: string[] = [];
    for (const line of linesOf(found, set)) {
        const repetitive = stretchOf(line, ({repetition}) => repetition.mean > REPETITIVE);
        if (repetitive.length === 0) continue;
        const most = Math.max(...repetitive.map(({repetition}) => repetition.mean));
        sentences.push(`Answers repeat themselves ${where(found, set, repetitive)}: up to ${points(100 * most)} % of their 3-grams.`);
    }
    const before = pointOf(found.points, "unsteered")?.knowledge;
    const chosen = found.chosen.find((one) => one.set === set);
    const after = found.points.find((point) => point.arm === "steered" && point.set === set && point.strength === chosen?.strength)?.knowledge;
    if (before !== null && before !== undefined && after !== null && after !== undefined && before - after > KNOWLEDGE_LOSS)
        sentences.push(
            `At ${at(found, chosen!.strength)} ${named(found, set)} costs ${apart(before, after)} points of knowledge, from ${points(before)} to ${points(after)}.`
        );
    return sentences;
}
