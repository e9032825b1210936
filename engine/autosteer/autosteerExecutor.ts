import {type AutosteerInput, type EvaluatedAnswer, isEngineError} from "../contract/index.ts";
import {evaluationExecutor, type LentModel, type OpenModel} from "../evaluation/evaluationExecutor.ts";
import {openJudge, runSweepOver, type SweepHooks, type SweepPlan, type SweepProgress} from "../evaluation/index.ts";
import type {Executor, ExecutorContext, Job} from "../runs/types.ts";
import type {Store} from "../store/openStore.ts";
import {type AutosteerRun, type AutosteerState, autosteerRunSchema, autosteerStateSchema} from "./autosteerState.ts";
import {behaviourOf} from "./behaviourOf.ts";
import {type CandidateDeps, chooseCandidates} from "./chooseCandidates.ts";
import {combineFeatures} from "./combineFeatures.ts";
import {forgetHidden} from "./forgetHidden.ts";
import {gatherData, shareOfSame} from "./gatherData.ts";
import {planProof} from "./planProof.ts";
import {PLANS} from "./plans.ts";
import {asKept, asWritten, bestOf, choosingPlan, isReporting, proofFindings, proofPlan, reportingPlan} from "./proofPlan.ts";
import {type Reported, rememberingWork} from "./rememberingWork.ts";
import {screenCandidates} from "./screenCandidates.ts";

export interface AutosteerDeps {
    readonly store: Store;
    readonly features: CandidateDeps;
    readonly open: OpenModel;
    /** resolves when no answer is being written */
    readonly quiet: (signal: AbortSignal) => Promise<unknown>;
    /** of an endpoint that judges */
    readonly key: (baseUrl: string) => Promise<string | undefined>;
    /** for tests */
    readonly plans?: typeof PLANS;
}

/** A run's row is there from its beginning; what is there stays. */
export function createAutosteer({evaluations}: Pick<Store, "evaluations">, id: string, {autosteer, ...run}: AutosteerRun): void {
    evaluations.create({id, kind: "autosteer", title: run.title, model: run.model, input: autosteer, state: {run} satisfies Partial<AutosteerState>});
}

/**
 * Finds the features for a behaviour in five stages. What a stage came to is kept, and within a stage every piece of work; so a run that was killed goes on with the next
 * piece, and ends the same.
 */
export function autosteerExecutor(deps: AutosteerDeps): Executor<AutosteerRun, null, {evaluation: string}> {
    return evaluationExecutor({
        ...deps,
        readInput: (stored) => autosteerRunSchema.parse(stored),
        create: (id, input) => createAutosteer(deps.store, id, input),
        async evaluate(job, context, lent) {
            try {
                await steerOnce(deps, job, context, lent);
            } catch (error) {
                // put on the list meanwhile: what knows of it is done again without it
                if (!isEngineError(error, "feature/moderated")) throw error;
                await steerOnce(deps, job, context, lent);
            }
        }
    });
}

async function steerOnce(deps: AutosteerDeps, job: Job<AutosteerRun, null>, {signal, onProgress}: ExecutorContext<null>, lent: LentModel): Promise<void> {
    const {store, quiet} = deps;
    const {id, input} = job;
    const {autosteer} = input;
    const either = AbortSignal.any([signal, lent.gone]);
    const state = autosteerStateSchema.parse(store.evaluations.find(id)?.state);
    if (forgetHidden(state, deps.features.gate.visible(input.dictionary)))
        store.atomically(() => {
            store.evaluations.removeAnswers(id);
            store.evaluations.saveState(id, state);
        });
    const sizes = (deps.plans ?? PLANS)[autosteer.mode];
    const giveWay = async () => {
        await quiet(either);
        either.throwIfAborted();
    };
    const keep = () => store.evaluations.saveState(id, state);
    const report = ({stage, done, total, note}: Reported) => onProgress({stage, done, total, unit: "items", ...(note !== undefined && {note})});
    const {work, stage, clock} = rememberingWork({
        lent,
        plan: sizes,
        state,
        keep,
        giveWay,
        report,
        signal: either,
        dictionary: input.dictionary,
        seed: autosteer.seed
    });
    const behaviour = behaviourOf(autosteer);
    const end = (why: string) => {
        state.ended = why;
        finish();
    };
    const finish = () => {
        delete state.stage;
        store.evaluations.finish(id, state);
    };

    const instruction = autosteer.examples === undefined ? behaviour : undefined;
    state.data ??= mutable(await stage("data", () => gatherData(work, autosteer, {...input, instruction})));
    const {data} = state;
    if (data.pairs.length < 2) return end("The model gave too few answers to tell the wanted ones from the others.");
    if (shareOfSame(data.pairs) > 0.5) return end(nothingChanges(autosteer, behaviour));
    const train = data.pairs.filter((_, place) => !data.validation.includes(place));
    if (state.candidates === undefined) {
        const chosen = await stage("candidates", () => chooseCandidates(work, deps.features, train, autosteer.specification));
        state.dropped = {...chosen.dropped};
        state.candidates = mutable(chosen.candidates);
    }
    const {candidates} = state;
    if (candidates.every(({random}) => random)) return end("No feature of this dictionary tells the wanted answers from the others.");
    state.screened ??= mutable(await stage("screen", () => screenCandidates(work, candidates, data)));
    const {screened} = state;
    state.combined ??= mutable(await stage("combine", () => combineFeatures(work, screened.kept, data, autosteer.maxFeatures)));
    const {combined} = state;
    if (combined.sets.length === 0) return end("No feature could be tried.");

    await stage("proof", async () => {
        const judge = openJudge(autosteer.judge, {lent: work.lent, key: deps.key, onWait: (note) => work.tell(0, 0, note)});
        if (state.proof === undefined) {
            const planned = await planProof(work, {searched: combined.sets, candidates, data, behaviour, sampling: input.sampling});
            state.proof = mutable({...planned, random: [], shares: []});
            keep();
        }
        const {proof} = state;
        const plan = proofPlan(input, proof);
        const told = () => work.tell(new Set(store.evaluations.answers(id).map(({prompt}) => prompt)).size, plan.prompts.length, "prompts answered and judged");
        const run = async (half: SweepPlan, done: SweepProgress, asKeptOf: (answer: EvaluatedAnswer) => EvaluatedAnswer) => {
            told();
            const hooks: SweepHooks = {
                giveWay,
                onRandom(random) {
                    if (half.arms.includes("random")) proof.random = mutable(random);
                    keep();
                },
                onPrompt(fresh) {
                    if (judge.stopped !== undefined) proof.stopped = judge.stopped;
                    clock();
                    store.atomically(() => {
                        store.evaluations.saveAnswers(id, fresh.map(asKeptOf));
                        keep();
                    });
                    told();
                },
                onKnowledge(shares) {
                    proof.shares = mutable(shares);
                    keep();
                },
                onTokens: told
            };
            await runSweepOver({model: work.lent, judge, signal: either, hooks}, half, done);
        };
        const choosing = store.evaluations.answers(id).filter((answer) => !isReporting(answer));
        await run(choosingPlan(plan), {answers: choosing, knowledge: [], random: []}, (answer) => answer);
        const chosen = bestOf(proofFindings(plan, store.evaluations.answers(id), proof));
        if (chosen === undefined) return;
        const reporting = store.evaluations.answers(id).filter(isReporting);
        await run(
            reportingPlan(plan, chosen),
            {answers: reporting.map((answer) => asWritten(answer, plan)), knowledge: proof.shares, random: proof.random},
            (answer) => asKept(answer, plan, chosen)
        );
        // told in the units of the whole
        proof.shares = proof.shares.map((share) => (share.set === undefined ? share : {...share, set: chosen.set, strength: chosen.strength}));
    });
    finish();
}

const nothingChanges = ({examples}: AutosteerInput, behaviour: string) =>
    examples === undefined
        ? `The model does not change its answers when it is asked: “${behaviour}” There is nothing to find the features by; give examples of the answers instead.`
        : "Most examples to encourage and to avoid are the same: there is nothing to find the features by.";

type Mutable<T> = T extends string | number | boolean
    ? T
    : T extends readonly (infer Item)[]
      ? Mutable<Item>[]
      : T extends object
        ? {-readonly [Key in keyof T]: Mutable<T[Key]>}
        : T;
/** What is kept is changed by nobody else. */
const mutable = <T>(value: T): Mutable<T> => structuredClone(value) as Mutable<T>;
