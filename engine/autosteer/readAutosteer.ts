import {type Autosteer, autosteerInputSchema, EngineError, featureId, type SteeredSet, type Steering, type SweepPoint} from "../contract/index.ts";
import {scaleSteering} from "../evaluation/index.ts";
import type {Store} from "../store/openStore.ts";
import {type AutosteerState, autosteerStateSchema} from "./autosteerState.ts";
import {steeringOf} from "./likelihoodProbe.ts";
import {PLANS} from "./plans.ts";
import {bestOf, proofFindings, proofPlan} from "./proofPlan.ts";
import type {Move, ProofSet} from "./types.ts";
import {verdictOf} from "./verdictOf.ts";

/** Points of score by which the steered answers have to be above the unsteered ones. */
const BEATS = 2;

export interface Shown {
    /** whether a feature may be shown now */
    readonly visible: (dictionary: string) => (feature: number) => boolean;
    /** as they are now */
    readonly label: (dictionary: string, feature: number) => string | undefined;
}

/**
 * A run as far as it has come: what is told of its proof is computed from its answers each time. Features that nobody may see now are left out, and with them what was made of them.
 * @throws EngineError `evaluation/not-found`, also for one of another kind; `store/corrupt`
 */
export function readAutosteer({evaluations}: Pick<Store, "evaluations">, id: string, {visible, label}: Shown): Autosteer {
    const stored = evaluations.find(id);
    if (stored === undefined || stored.kind !== "autosteer") throw new EngineError("evaluation/not-found", {id});
    const {input: begun, state: kept, ...summary} = stored;
    const input = autosteerInputSchema.parse(begun);
    const state = autosteerStateSchema.parse(kept);
    const {dictionary} = state.run;
    const isVisible = visible(dictionary);
    const seen = ({feature}: {readonly feature: number}) => isVisible(feature);
    const candidates = (state.candidates ?? []).filter(seen).map(({label: _then, ...candidate}) => {
        const now = label(dictionary, candidate.feature);
        return {...candidate, ...(now !== undefined && {label: now})};
    });
    const proof = state.proof && proofOf(evaluations, id, input, state, state.proof);
    const chosen = proof && bestOf(proof);
    const named = ({feature, strength}: Move) => {
        const now = label(dictionary, feature);
        return {feature: featureId(feature), strength, ...(now !== undefined && {label: now})};
    };
    const shownSet = ({moves, fadesOver}: ProofSet): SteeredSet | null =>
        moves.every(seen) ? {edits: moves.map(named), ...(fadesOver !== undefined && {fadesOver})} : null;
    const sets = (state.proof?.sets ?? []).map(shownSet);
    const set = chosen === undefined ? undefined : state.proof!.sets[chosen.set];
    const found = chosen === undefined ? null : sets[chosen.set]!;
    const beats = proof !== undefined && chosen !== undefined && above(proof.report, chosen.set, "unsteered") > BEATS;
    return {
        ...summary,
        input,
        ...(state.stage !== undefined && {stage: state.stage}),
        ...(state.data !== undefined && {data: dataOf(state.data)}),
        candidates,
        dropped: state.dropped,
        screen: (state.screened?.screen ?? []).filter(seen),
        searches: (state.combined?.searches ?? []).filter((search) => seen(search) && search.before.every(seen)),
        ...(found !== null && {found}),
        contenders: (state.proof?.contenders ?? []).flatMap(({moves, ...contender}) => (moves.every(seen) ? [{...contender, edits: moves.map(named)}] : [])),
        sets,
        ...(proof !== undefined && {proof: {...summary, kind: "sweep" as const, ...proof}}),
        ...(found !== null && summary.done && {[beats ? "steering" : "unproven"]: steeringAt(dictionary, set!, chosen!.strength)}),
        verdict: verdictOf({
            state,
            done: summary.done,
            chosen: found === null ? undefined : chosen,
            hidden: chosen !== undefined && found === null,
            found,
            of: proof?.verdict ?? []
        }),
        cost: state.cost,
        budgetTokens: PLANS[input.mode].budgetTokens
    };
}

function dataOf({pairs, neutral, validation}: NonNullable<AutosteerState["data"]>): NonNullable<Autosteer["data"]> {
    const question = (turns: (typeof neutral)[number]) => turns.findLast(({role}) => role === "user")?.content ?? "";
    const answer = (turns: (typeof neutral)[number]) => turns.at(-1)?.content ?? "";
    return {
        prompts: pairs.map(({wanted}) => question(wanted)),
        wanted: pairs.map(({wanted}) => answer(wanted)),
        unwanted: pairs.map(({unwanted}) => answer(unwanted)),
        neutral: neutral.map((turns) => ({question: question(turns), answer: answer(turns)})),
        validation
    };
}

function proofOf(evaluations: Store["evaluations"], id: string, input: Autosteer["input"], {run}: AutosteerState, proof: NonNullable<AutosteerState["proof"]>) {
    const plan = proofPlan({...run, autosteer: input}, proof);
    const answers = evaluations.answers(id);
    const findings = proofFindings(plan, answers, proof);
    return {prompts: proof.prompts, choosing: proof.choosing, reporting: proof.reporting, answers, ...findings};
}

/** By how many points of score the steered answers are above those of another arm, on the prompts that report. */
export function above(report: readonly SweepPoint[], set: number, arm: SweepPoint["arm"]): number {
    const steered = report.find((point) => point.arm === "steered" && point.set === set)?.score;
    const other = report.find((point) => point.arm === arm && (point.set === undefined || point.set === set))?.score;
    return steered && other ? steered.mean - other.mean : Number.NaN;
}

function steeringAt(dictionary: string, {moves, fadesOver}: ProofSet, factor: number): Steering {
    const {edits, ...rest} = scaleSteering(steeringOf(dictionary, moves, fadesOver), factor);
    return {...rest, edits: edits.map((edit) => ({...edit, value: Number(edit.value.toFixed(4))}))};
}
