import type {EvaluatedAnswer, SweepPoint} from "../../contract/index.ts";
import {mean} from "../metrics/spread.ts";
import type {SweepFindings} from "../types.ts";
import type {FoundPlan} from "./findingsOf.ts";

interface Found extends Pick<SweepFindings, "points" | "chosen" | "report" | "missing"> {
    readonly plan: FoundPlan;
    readonly answers: readonly EvaluatedAnswer[];
    readonly stopped: string | undefined;
}

/** Points of score below which a difference is none, however sure. */
const NO_DIFFERENCE = 2;
/** Points of factuality that count as a fall. */
const FALL = 25;
/** Share of its best that a measure keeps to count as still high. */
const STILL_HIGH = 0.7;
/** 3-grams that were there before; above it is bad. */
const REPETITIVE = 0.2;
/** Points of knowledge that a set may cost. */
const KNOWLEDGE_LOSS = 6;

/** What a sweep says, in plain sentences: what beats what on prompts that chose nothing, and what it costs. */
export function verdictOf(found: Found): string[] {
    const {plan, chosen, missing, stopped} = found;
    const sentences = [
        ...chosen.flatMap(({set}) => ofSet(found, set)),
        ...(chosen.length === 0 ? ["No set could be scored, so no strength was chosen."] : overall(found)),
        ...plan.sets.flatMap((_, set) => [...factsFall(found, set), ...damage(found, set)])
    ];
    if (stopped !== undefined) sentences.push(`The judge was asked no more after it failed: ${stopped}.`);
    if (missing.ratings > 0) sentences.push(`${missing.ratings} of ${missing.of} ratings could not be had; means are over the others.`);
    return sentences;
}

const named = ({plan}: Found, set: number) => `“${plan.sets[set]!.name}”`;
const at = ({plan}: Found, strength: number) => (plan.unit === "R" ? `strength ${round(strength)}` : `${round(strength)} times its strength`);
const round = (value: number) => String(Number(value.toFixed(2)));
const points = (value: number) => value.toFixed(0);

const pointOf = (of: readonly SweepPoint[], arm: SweepPoint["arm"], set?: number) => of.find((point) => point.arm === arm && point.set === set);

function ofSet(found: Found, set: number): string[] {
    const {report, chosen} = found;
    const {strength} = chosen.find((one) => one.set === set)!;
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
    return [
        `${named(found, set)} scores ${points(steered.mean)} of 100 at ${at(found, strength)}, on prompts that did not choose it${beside.length === 0 ? "." : `; ${beside.join(", ")}.`}`
    ];
}

/** What the best set beats: the mean difference over the reporting prompts is more than its standard error, and than nothing. */
function overall(found: Found): string[] {
    const {chosen, report} = found;
    const [best] = chosen.toSorted((a, b) => (pointOf(report, "steered", b.set)?.score?.mean ?? -1) - (pointOf(report, "steered", a.set)?.score?.mean ?? -1));
    const name = found.plan.sets.length > 1 ? `The best set, ${named(found, best!.set)},` : "Steering";
    const unsteered = compare(found, best!, "unsteered");
    const prompt = compare(found, best!, "prompt");
    const random = compare(found, best!, "random");
    const sentences: string[] = [];
    if (unsteered !== undefined)
        sentences.push(
            unsteered.isClear && unsteered.by > 0
                ? `${name} beats not steering by ${points(unsteered.by)} points.`
                : unsteered.by > 0 && differencesMayHide(unsteered.by)
                  ? `Too few prompts to tell: ${name === "Steering" ? "steering" : name} scores ${points(unsteered.by)} points more than not steering, but not on every prompt.`
                  : "Nothing beats not steering: no set scores clearly higher than the unsteered answers."
        );
    if (prompt !== undefined)
        sentences.push(
            prompt.isClear && prompt.by > 0
                ? `${name} beats prompting by ${points(prompt.by)} points.`
                : prompt.isClear
                  ? `Nothing beats prompting: asked for the behaviour, the model scores ${points(-prompt.by)} points higher than the best set.`
                  : `Nothing beats prompting: the difference to it, ${points(prompt.by)} points, is no clear one.`
        );
    if (random !== undefined && !(random.isClear && random.by > 0))
        sentences.push(
            differencesMayHide(random.by)
                ? `Too few prompts to tell: a random feature scores ${points(random.by)} points less, but not on every prompt.`
                : "A random feature does as well: what the set does is not its own."
        );
    return sentences;
}

/** A mean this far apart is no equality, also where it is no clear difference. */
const differencesMayHide = (by: number) => by > 10;

/** Steered less the other arm, prompt by prompt. */
function compare({answers, plan}: Found, {set, strength}: {readonly set: number; readonly strength: number}, arm: SweepPoint["arm"]) {
    const of = (wanted: SweepPoint["arm"], prompt: number) => {
        const scores = answers.flatMap((answer) =>
            answer.arm === wanted &&
            answer.prompt === prompt &&
            (answer.set === undefined || (answer.set === set && answer.strength === strength)) &&
            answer.score !== null
                ? [answer.score]
                : []
        );
        return scores.length === 0 ? undefined : mean(scores);
    };
    const differences = plan.reporting.flatMap((prompt) => {
        const [steered, other] = [of("steered", prompt), of(arm, prompt)];
        return steered === undefined || other === undefined ? [] : [steered - other];
    });
    if (differences.length === 0) return undefined;
    const by = mean(differences);
    const variance = differences.length < 2 ? 0 : differences.reduce((sum, one) => sum + (one - by) ** 2, 0) / (differences.length - 1);
    return {by, isClear: Math.abs(by) > Math.max(NO_DIFFERENCE, Math.sqrt(variance / differences.length))};
}

const ofSteered = ({points: all}: Found, set: number) =>
    all.filter((point) => point.arm === "steered" && point.set === set).sort((a, b) => Math.abs(a.strength) - Math.abs(b.strength));

/** The pitfall: facts go while what is asked of a judge stays. */
function factsFall(found: Found, set: number): string[] {
    const unsteered = pointOf(found.points, "unsteered")?.metrics.factuality?.mean;
    if (unsteered === undefined) return [];
    const steered = ofSteered(found, set);
    const bestScore = Math.max(...steered.map(({score}) => score?.mean ?? 0));
    const bestConcept = Math.max(...steered.map(({metrics}) => metrics.concept?.mean ?? 0));
    const first = steered.find(({metrics}) => metrics.factuality !== undefined && metrics.factuality.mean <= unsteered - FALL);
    if (first === undefined) return [];
    const facts = points(first.metrics.factuality!.mean);
    const from = `Facts fall to ${facts} (unsteered ${points(unsteered)})`;
    const [score, concept] = [first.score?.mean ?? 0, first.metrics.concept?.mean ?? 0];
    const last = steered.at(-1)!;
    const farEnd =
        last !== first && (last.metrics.concept?.mean ?? 0) >= STILL_HIGH * bestConcept && (last.metrics.concept?.mean ?? 0) > 0
            ? ` At ${at(found, last.strength)} facts are at ${points(last.metrics.factuality?.mean ?? 0)} and the behaviour alone still at ${points(last.metrics.concept!.mean)}.`
            : "";
    const name = named(found, set);
    if (bestScore > 0 && score >= STILL_HIGH * bestScore)
        return [`${from} while the score stays at ${points(score)} from ${at(found, first.strength)} of ${name} on: the score does not see it.${farEnd}`];
    if (bestConcept > 0 && concept >= STILL_HIGH * bestConcept)
        return [`${from} while the behaviour stays at ${points(concept)} from ${at(found, first.strength)} of ${name} on.${farEnd}`];
    return [`${from} from ${at(found, first.strength)} of ${name} on, and the score with them.${farEnd}`];
}

function damage(found: Found, set: number): string[] {
    const sentences: string[] = [];
    const steered = ofSteered(found, set);
    const repetitive = steered.find(({repetition}) => repetition.mean > REPETITIVE);
    if (repetitive !== undefined)
        sentences.push(
            `From ${at(found, repetitive.strength)} of ${named(found, set)} on answers repeat themselves: ${points(100 * repetitive.repetition.mean)} % of their 3-grams.`
        );
    const before = pointOf(found.points, "unsteered")?.knowledge;
    const chosen = found.chosen.find((one) => one.set === set);
    const after = steered.find(({strength}) => strength === chosen?.strength)?.knowledge;
    if (before !== null && before !== undefined && after !== null && after !== undefined && before - after > KNOWLEDGE_LOSS)
        sentences.push(
            `At ${at(found, chosen!.strength)} ${named(found, set)} costs ${points(before - after)} points of knowledge, from ${points(before)} to ${points(after)}.`
        );
    return sentences;
}
