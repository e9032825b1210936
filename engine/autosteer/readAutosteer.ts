import {type Autosteer, autosteerInputSchema, EngineError, featureId, type Steering, type SweepPoint} from "../contract/index.ts";
import {scaleSteering} from "../evaluation/index.ts";
import type {Store} from "../store/openStore.ts";
import {type AutosteerState, autosteerStateSchema} from "./autosteerState.ts";
import {steeringOf} from "./likelihoodProbe.ts";
import {PLANS} from "./plans.ts";
import {bestOf, proofFindings, proofPlan} from "./proofPlan.ts";
import type {Move} from "./types.ts";
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
    const found = evaluations.find(id);
    if (found === undefined || found.kind !== "autosteer") throw new EngineError("evaluation/not-found", {id});
    const {input: stored, state: kept, ...summary} = found;
    const input = autosteerInputSchema.parse(stored);
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
    const moves = chosen === undefined ? undefined : state.proof!.sets[chosen.set];
    const isShown = moves?.every(seen) ?? false;
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
        ...(moves !== undefined && isShown && {found: {edits: moves.map((move) => editOf(move, label(dictionary, move.feature)))}}),
        ...(proof !== undefined && {proof: {...summary, kind: "sweep" as const, ...proof}}),
        ...(moves !== undefined && isShown && beats && summary.done && {steering: steeringAt(dictionary, moves, chosen!.strength)}),
        verdict: verdictOf({
            state,
            done: summary.done,
            chosen: isShown ? chosen : undefined,
            hidden: moves !== undefined && !isShown,
            found:
                isShown && chosen !== undefined
                    ? moves!.map((move) => ({...move, strength: move.strength * chosen.strength, label: label(dictionary, move.feature)}))
                    : [],
            of: proof?.verdict ?? []
        }),
        cost: state.cost,
        budgetTokens: PLANS[input.mode].budgetTokens
    };
}

const editOf = ({feature, strength}: Move, label: string | undefined) => ({feature: featureId(feature), strength, ...(label !== undefined && {label})});

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

function steeringAt(dictionary: string, moves: readonly Move[], factor: number): Steering {
    const {edits, ...rest} = scaleSteering(steeringOf(dictionary, moves), factor);
    return {...rest, edits: edits.map((edit) => ({...edit, value: Number(edit.value.toFixed(4))}))};
}
