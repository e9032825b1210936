import type {Candidate, Contender, EvaluationPrompt, Sampling} from "../contract/index.ts";
import type {SweepPlan} from "../evaluation/index.ts";
import type {MeasuredSet} from "./combineFeatures.ts";
import {contenders} from "./contenders.ts";
import type {AutosteerData} from "./gatherData.ts";
import {steeringOf} from "./likelihoodProbe.ts";
import {type Looked, lookAtContenders} from "./lookAtContenders.ts";
import {PROOF} from "./plans.ts";
import {bestWay, takeContenders} from "./takeContenders.ts";
import type {Move, ProofSet, Work} from "./types.ts";

interface ProofGiven {
    /** of the search, best first */
    readonly searched: readonly MeasuredSet[];
    readonly candidates: readonly Candidate[];
    readonly data: AutosteerData;
    /** as the arms ask for it, and judges are told */
    readonly behaviour: string;
    readonly sampling: Sampling;
}

export interface PlannedProof extends Pick<SweepPlan, "prompts" | "strengths" | "choosing" | "reporting"> {
    readonly sets: readonly ProofSet[];
    readonly contenders: readonly {readonly moves: readonly Move[]; readonly points: Contender["points"]; readonly set?: number}[];
}

/**
 * What the last stage is to show: the sets that look best when whole answers are written under them, each at several times its strength, chosen on prompts that were kept back and some
 * others, and the chosen one beside every other arm on prompts that no stage saw.
 */
export async function planProof(work: Work, {searched, candidates, data, behaviour, sampling}: ProofGiven): Promise<PlannedProof> {
    // those that were kept back first
    const places = [...new Set([...data.validation, ...data.pairs.keys()])];
    const choosing = places.slice(0, PROOF.choosing).map((place): EvaluationPrompt => data.prompts[place] ?? {text: questionOf(data, place)});
    const all = contenders(searched, candidates, work.plan.contenders);
    const {looked} = work.plan;
    const first = await lookAtContenders(work, all, {round: 1, prompts: choosing.slice(0, looked), behaviour, sampling});
    const taken = takeContenders(all, first, work.plan.sets);
    // how those that are taken act best is looked at on as many other prompts
    const others = choosing.slice(looked, 2 * looked);
    const again = await lookAtContenders(
        work,
        taken.map((place) => all[place]!),
        {round: 2, prompts: others, behaviour, sampling}
    );
    const looks = first.map((own, place) => (taken.includes(place) && others.length > 0 ? meanOf(own, again[taken.indexOf(place)]!) : own));
    return {
        sets: await Promise.all(taken.map((place) => asStrong(work, all[place]!, bestWay(looks[place]!)))),
        contenders: all.map((moves, i) => ({
            moves,
            points: looks[i]!.map(({fadesOver, ...point}) => ({...point, ...(fadesOver !== undefined && {fadesOver})})),
            ...(taken.includes(i) && {set: taken.indexOf(i)})
        })),
        prompts: [...choosing, ...data.fresh],
        strengths: [...PROOF.multipliers],
        choosing: choosing.map((_, place) => place),
        reporting: data.fresh.map((_, i) => choosing.length + i)
    };
}

const questionOf = ({pairs}: AutosteerData, place: number) => pairs[place]!.wanted.findLast(({role}) => role === "user")?.content ?? "";

const meanOf = (some: readonly Looked[], others: readonly Looked[]): Looked[] => some.map((way, i) => ({...way, score: (way.score + others[i]!.score) / 2}));

async function asStrong(work: Work, moves: readonly Move[], {strength, fadesOver}: Looked): Promise<ProofSet> {
    const factor = strength / (await work.lent.stepLength(steeringOf(work.dictionary, moves)));
    return {moves: moves.map((move) => ({...move, strength: move.strength * factor})), ...(fadesOver !== undefined && {fadesOver})};
}
