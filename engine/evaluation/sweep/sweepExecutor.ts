import {EngineError, type JudgeChoice} from "../../contract/index.ts";
import type {Executor, ExecutorContext, Job} from "../../runs/types.ts";
import type {Store} from "../../store/openStore.ts";
import {countedModel} from "../countedModel.ts";
import {conditionsPerPrompt} from "../estimate/conditionsPerPrompt.ts";
import {evaluationExecutor, type LentModel, type OpenModel} from "../evaluationExecutor.ts";
import {openJudge} from "../judges/openJudge.ts";
import type {KnowledgeShare} from "../types.ts";
import {runSweepOver} from "./runSweepOver.ts";
import {planOf, type SweepRun, type SweepState, sweepRunSchema, sweepStateSchema} from "./sweepState.ts";

interface Deps {
    readonly store: Pick<Store, "evaluations" | "atomically">;
    readonly open: OpenModel;
    /** resolves when no answer is being written */
    readonly quiet: (signal: AbortSignal) => Promise<unknown>;
    /** of an endpoint that judges */
    readonly key: (baseUrl: string) => Promise<string | undefined>;
}

/** A sweep's row is there from its beginning; what is there stays. */
export function createSweep({evaluations}: Pick<Store, "evaluations">, id: string, {sweep, ...run}: SweepRun): void {
    evaluations.create({id, kind: "sweep", title: run.title, model: run.model, input: sweep, state: {run} satisfies Partial<SweepState>});
}

/**
 * Answers and judges prompt by prompt; each is kept as soon as it is finished, so that a run that was killed goes on behind it and ends the same.
 */
export function sweepExecutor(deps: Deps): Executor<SweepRun, null, {evaluation: string}> {
    return evaluationExecutor({
        ...deps,
        readInput: (stored) => sweepRunSchema.parse(stored),
        create: (id, input) => createSweep(deps.store, id, input),
        evaluate: (job, context, lent) => sweepOnce(deps, job, context, lent)
    });
}

async function sweepOnce(
    {store, quiet, key}: Deps,
    {id, input}: Job<SweepRun, null>,
    {signal, onProgress}: ExecutorContext<null>,
    uncounted: LentModel
): Promise<void> {
    const either = AbortSignal.any([signal, uncounted.gone]);
    const kept = store.evaluations.find(id);
    if (kept === undefined) throw new EngineError("evaluation/not-found", {id});
    const state = sweepStateSchema.parse(kept.state);
    const plan = planOf(input);
    const done = store.evaluations.answers(id);
    const total = plan.prompts.length * conditionsPerPrompt(plan) * plan.seeds.length;
    let answered = done.length;
    const tell = (note: string) => {
        const {promptTokens, answerTokens} = state.spent;
        const spent = `${promptTokens.toLocaleString("en")} tokens read, ${answerTokens.toLocaleString("en")} written`;
        onProgress({
            stage: answered < total ? "answering and judging" : "asking knowledge",
            done: Math.min(answered, total),
            total,
            unit: "items",
            note: `${note}; ${spent}${sends(input.sweep.judge)}`
        });
    };
    // judges' reading too
    const lent = countedModel(uncounted, (promptTokens, answerTokens, seconds = 0) => {
        state.spent = {promptTokens: state.spent.promptTokens + promptTokens, answerTokens: state.spent.answerTokens + answerTokens};
        const kind = answerTokens > 0 ? "written" : "read";
        const {tokens, seconds: before} = state.took[kind];
        state.took = {...state.took, [kind]: {tokens: tokens + (answerTokens || promptTokens), seconds: before + seconds}};
    });
    const judge = openJudge(input.sweep.judge, {lent, key, onWait: tell});
    const keep = () => store.evaluations.saveState(id, {...state, ...(judge.stopped !== undefined && {stopped: judge.stopped})});
    tell("beginning");
    await runSweepOver(
        {
            model: lent,
            judge,
            signal: either,
            hooks: {
                async giveWay() {
                    await quiet(either);
                    either.throwIfAborted();
                },
                onRandom(random) {
                    state.random = [...random];
                    keep();
                },
                onPrompt(answers) {
                    store.atomically(() => {
                        store.evaluations.saveAnswers(id, answers);
                        keep();
                    });
                    answered += answers.length;
                    tell(input.prompts[answers[0]!.prompt]!.text);
                },
                onKnowledge(shares) {
                    state.shares = shares.map((share: KnowledgeShare) => ({...share}));
                    keep();
                },
                onTokens: (_, note) => tell(note)
            }
        },
        plan,
        {answers: done, knowledge: state.shares, random: state.random}
    );
    store.evaluations.finish(id, {...state, ...(judge.stopped !== undefined && {stopped: judge.stopped})});
}

/** What leaves the machine, where something does. */
function sends(judge: JudgeChoice): string {
    return judge.kind === "openai" || judge.kind === "anthropic" ? `; sends questions and answers to ${new URL(judge.baseUrl).host}` : "";
}
