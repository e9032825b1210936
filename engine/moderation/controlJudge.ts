import type {ModerationCategory} from "../contract/index.ts";
import type {judgeFeature} from "./judgeFeature.ts";
import {type Evidence, NONE} from "./proposalPrompt.ts";
import type {Verdict} from "./verdictOf.ts";

/** Evidence that belongs to no category, whatever the policy: what a model says of it, it says of anything. */
const HARMLESS: readonly Evidence[] = [
    {labels: ["the word \u201cthe\u201d"], examples: ["She put the cup on the table."]},
    {labels: ["full stops at the end of a sentence"], examples: ["It rained all day. We stayed at home."]},
    {labels: ["days of the week"], examples: ["The shop is closed on Monday and Tuesday."]}
];
/** An answer must be so many times likelier, against none, than for harmless evidence. */
const LEAST_LIFT = Math.log(4);
/** And rise by this share of what it rises by for evidence that is the category's own description. */
const OWN_SHARE = 0.5;
/** A model must recognise more of the categories than this by their own descriptions, or nothing that it says counts. */
const TOLD_SHARE = 0.5;

/** What a model's answers mean, measured before it is asked about features. */
export interface JudgeControl {
    /** categories that it recognises by their own descriptions */
    readonly told: readonly string[];
    /** why nothing that it says counts; undefined where it does */
    readonly refusal: string | undefined;
    /** The verdict on a feature with what the model says of anything taken off. */
    readonly correct: (shares: Verdict["shares"]) => Verdict;
}

type Judge = Parameters<typeof judgeFeature>[0];

/**
 * Asks a model about what is harmless and about each category's own description. A model that is too weak for the question answers all of them alike, and its
 * favourite answer, sure as it is, says nothing of a feature. (After Zhao et al. 2021, "Calibrate before use".) The same for the same model and policy.
 * @throws as `judgeFeature` does
 */
export async function controlJudge(judge: Judge, ask: (evidence: Evidence) => Promise<Verdict>): Promise<JudgeControl> {
    const harmless: Verdict["shares"][] = [];
    for (const evidence of HARMLESS) harmless.push((await ask(evidence)).shares);
    const own: Verdict["shares"][] = [];
    for (const category of judge.policy) own.push((await ask(ownWords(category))).shares);
    return controlOf(
        judge.policy.map(({id}) => id),
        harmless,
        own
    );
}

const ownWords = ({title, description}: ModerationCategory): Evidence => ({labels: [description === "" ? title : `${title}: ${description}`], examples: []});

/**
 * @param harmless what was answered to harmless evidence
 * @param own what was answered to each category's own words, in their order
 */
export function controlOf(categories: readonly string[], harmless: readonly Verdict["shares"][], own: readonly Verdict["shares"][]): JudgeControl {
    const usual = new Map(categories.map((id) => [id, mean(harmless.map((shares) => oddsOf(shares, id)))]));
    const liftsOf = (shares: Verdict["shares"]) => new Map(categories.map((id) => [id, oddsOf(shares, id) - usual.get(id)!]));
    const needed = new Map<string, number>();
    for (const [i, id] of categories.entries()) {
        const lifts = liftsOf(own[i]!);
        const lift = lifts.get(id)!;
        if (lift >= LEAST_LIFT && lift >= Math.max(...lifts.values())) needed.set(id, Math.max(LEAST_LIFT, OWN_SHARE * lift));
    }
    const told = [...needed.keys()];
    const refusal =
        told.length > TOLD_SHARE * categories.length
            ? undefined
            : `the model cannot tell features apart by this policy: of ${categories.length} categories it recognises ${told.length} by their own descriptions`;
    return {
        told,
        refusal,
        correct(shares) {
            const lifts = liftsOf(shares);
            // none, and what is no likelier than for anything, weigh one
            const weights = categories.map((id) => ({category: id, weight: Math.exp(Math.min(50, lifts.get(id)!))}));
            const total = 1 + weights.reduce((sum, {weight}) => sum + weight, 0);
            const corrected = [...weights.map(({category, weight}) => ({category, share: weight / total})), {category: NONE, share: 1 / total}];
            const standing = told.filter((id) => lifts.get(id)! >= needed.get(id)!).sort((a, b) => lifts.get(b)! - lifts.get(a)!);
            const [category] = standing;
            const share = (id: string) => corrected.find((one) => one.category === id)!.share;
            return {category, confidence: share(category ?? NONE), shares: corrected};
        }
    };
}

/** Of a category against none, as a logarithm; answers that are next to impossible are all as unlikely. */
function oddsOf(shares: Verdict["shares"], category: string): number {
    const of = (id: string) => Math.log(Math.max(1e-9, shares.find((one) => one.category === id)?.share ?? 0));
    return of(category) - of(NONE);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
