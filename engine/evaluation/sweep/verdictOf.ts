import type {Advantage, Outcome, SweepPoint} from "../../contract/index.ts";
import type {SweepFindings} from "../types.ts";
import type {FoundPlan} from "./findingsOf.ts";

interface Found extends Pick<SweepFindings, "points" | "chosen" | "report" | "missing"> {
    readonly plan: FoundPlan;
    readonly stopped: string | undefined;
    readonly best: SweepFindings["chosen"][number] | undefined;
    readonly outcome: Outcome | undefined;
}

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

/** What the best set beats. */
function overall(found: Found): string[] {
    const {best, outcome: {unsteered, prompt, random} = {}} = found;
    const set = found.plan.sets.length > 1 && best !== undefined ? `the best set, ${named(found, best.set)},` : "steering";
    const name = set[0]!.toUpperCase() + set.slice(1);
    const sentences: string[] = [];
    if (unsteered !== undefined)
        sentences.push(
            unsteered.told === "above"
                ? `${name} beats not steering by ${sure(unsteered)}.`
                : unsteered.told === "unclear" && unsteered.by > 0
                  ? `Too few prompts to tell: ${set} scores ${sure(unsteered)} more than not steering, but not on every prompt.`
                  : "Nothing beats not steering: no set scores clearly higher than the unsteered answers."
        );
    if (prompt !== undefined)
        sentences.push(
            prompt.told === "above"
                ? `${name} beats prompting by ${sure(prompt)}.`
                : prompt.told === "below"
                  ? `Nothing beats prompting: asked for the behaviour, the model scores ${sure({...prompt, by: -prompt.by})} higher than ${set === "steering" ? "steered" : "the best set"}.`
                  : prompt.told === "same"
                    ? `Nothing beats prompting, but ${set} does as well: the difference, ${sure(prompt)}, is no clear one.`
                    : `Nothing beats prompting for sure: the difference, ${sure(prompt)}, is no clear one on so few prompts.`
        );
    if (random !== undefined && random.told !== "above")
        sentences.push(
            random.told === "unclear"
                ? `Too few prompts to tell: a random feature scores ${sure(random)} less, but not on every prompt.`
                : "A random feature does as well: what the set does is not its own."
        );
    return sentences;
}

const sure = ({by, error, prompts}: Advantage) => `${points(by)} points (standard error ${points(error)}, ${prompts} prompts)`;

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
