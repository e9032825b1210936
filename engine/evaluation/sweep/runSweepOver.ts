import {askKnowledge} from "../damage/askKnowledge.ts";
import type {EvaluatedModel, Judge, KnowledgeShare, SweepFindings, SweepHooks, SweepPlan, SweepProgress} from "../types.ts";
import {conditionsOf} from "./conditionsOf.ts";
import {evaluatePrompt} from "./evaluatePrompt.ts";
import {findingsOf} from "./findingsOf.ts";

export interface SweepDeps {
    readonly model: EvaluatedModel;
    readonly judge: Judge;
    readonly signal: AbortSignal;
    readonly hooks: SweepHooks;
}

const NOTHING: SweepProgress = {answers: [], knowledge: [], random: []};

/**
 * Answers, judges and aggregates a plan; what `done` holds already is not done again, so that a run that was stopped goes on and ends the same. It needs no run of
 * its own.
 * @throws EngineError `model/*`, `steering/*`, `feature/moderated`; the signal's reason
 */
export async function runSweepOver(deps: SweepDeps, plan: SweepPlan, done: SweepProgress = NOTHING): Promise<SweepProgress & SweepFindings> {
    const {model: lent, judge, signal, hooks} = deps;
    let {random} = done;
    if (random.length !== plan.sets.length) {
        random = plan.sets.map(({steering}, set) => lent.randomFeature(plan.seeds[0]! + set, steering) ?? null);
        hooks.onRandom(random);
    }
    const answers = [...done.answers];
    const finished = new Set(answers.map(({prompt}) => prompt));
    for (const place of plan.prompts.keys()) {
        if (finished.has(place)) continue;
        signal.throwIfAborted();
        // compiled anew for each prompt: what became moderated meanwhile acts no more
        const fresh = await evaluatePrompt(deps, plan, place, await conditionsOf(lent, plan, random));
        hooks.onPrompt(fresh);
        answers.push(...fresh);
    }
    let {knowledge} = done;
    if (plan.knowledge.length > 0 && knowledge.length === 0) {
        knowledge = await knowledgeOf(deps, plan);
        hooks.onKnowledge(knowledge);
    }
    const progress = {answers, knowledge, random};
    return {...progress, ...findingsOf(plan, progress, judge.stopped)};
}

async function knowledgeOf({model: lent, signal, hooks}: SweepDeps, plan: SweepPlan): Promise<KnowledgeShare[]> {
    const conditions = (await conditionsOf(lent, {...plan, arms: ["steered"]}, [])).filter(({arm}) => plan.arms.includes(arm) || arm === "unsteered");
    const right = await askKnowledge(
        lent.model,
        plan.knowledge,
        conditions.map(({steering}) => steering),
        {signal, giveWay: hooks.giveWay, onTokens: (promptTokens) => hooks.onTokens({promptTokens, answerTokens: 0}, "knowledge questions")}
    );
    return conditions.map(({set, strength}, i) => ({...(set !== undefined && {set}), strength, right: right[i]!}));
}
