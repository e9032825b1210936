import {evaluationExecutor, type LentModel} from "../../evaluation/evaluationExecutor.ts";
import {readRows} from "../../features/readings/readRows.ts";
import {requireDictionary} from "../../features/requireFeature.ts";
import type {Executor, ExecutorContext, Job} from "../../runs/types.ts";
import type {Store} from "../../store/openStore.ts";
import type {AutosteerDeps} from "../autosteerExecutor.ts";
import {ranksOf} from "../fuseRanks.ts";
import {labelRanking} from "../labelRanking.ts";
import type {Question} from "./askedAbout.ts";
import {type AutoconditionRun, type AutoconditionState, autoconditionRunSchema, autoconditionStateSchema} from "./autoconditionState.ts";
import {findCondition} from "./findCondition.ts";
import {gatherQuestions} from "./gatherQuestions.ts";
import type {QuestionRows} from "./questionHalf.ts";

/** Questions of each kind below which nothing can be chosen and verified. */
const FEWEST = 3;

/** A run's row is there from its beginning; what is there stays. */
export function createAutocondition({evaluations}: Pick<Store, "evaluations">, id: string, {autocondition, ...run}: AutoconditionRun): void {
    evaluations.create({
        id,
        kind: "autocondition",
        title: run.title,
        model: run.model,
        input: autocondition,
        state: {run} satisfies Partial<AutoconditionState>
    });
}

/** Finds the features by which questions of one kind are told from others. What the model wrote is kept; the questions are read again when it is gone on with. */
export function autoconditionExecutor(deps: AutosteerDeps): Executor<AutoconditionRun, null, {evaluation: string}> {
    return evaluationExecutor({
        ...deps,
        readInput: (stored) => autoconditionRunSchema.parse(stored),
        create: (id, input) => createAutocondition(deps.store, id, input),
        evaluate: (job, context, lent) => findOnce(deps, job, context, lent)
    });
}

async function findOnce(
    deps: AutosteerDeps,
    {id, input}: Job<AutoconditionRun, null>,
    {signal, onProgress}: ExecutorContext<null>,
    lent: LentModel
): Promise<void> {
    const {store, quiet, features} = deps;
    const either = AbortSignal.any([signal, lent.gone]);
    const state = autoconditionStateSchema.parse(store.evaluations.find(id)?.state);
    const giveWay = async () => {
        await quiet(either);
        either.throwIfAborted();
    };
    const remember = async <T>(key: string, make: () => Promise<T>): Promise<T> => {
        if (Object.hasOwn(state.pieces, key)) return state.pieces[key] as T;
        await giveWay();
        const made = await make();
        state.pieces[key] = made;
        store.evaluations.saveState(id, state);
        return made;
    };
    onProgress({stage: "questions", done: 0, total: 0, unit: "items"});
    const {hold, not, subject} = await gatherQuestions({lent, signal: either, remember}, input);
    const places = (of: readonly Question[]) => of.flatMap(({keptBack}, place) => (keptBack ? [place] : []));
    Object.assign(state, {
        hold: hold.map(({text}) => text),
        not: not.map(({text}) => text),
        keptBack: {hold: places(hold), not: places(not)},
        ...(subject !== undefined && {subject})
    });
    // shown while they are read
    store.evaluations.saveState(id, state);
    if (hold.length < FEWEST || not.length < FEWEST) {
        state.ended = `There are ${hold.length} questions for which it should hold and ${not.length} for which it should not; it takes ${FEWEST} of each. Give them as examples.`;
        store.evaluations.finish(id, state);
        return;
    }

    const dictionary = requireDictionary(features, input.dictionary);
    const visible = features.gate.visible(input.dictionary);
    const total = hold.length + not.length;
    let done = 0;
    const read = async (question: string): Promise<QuestionRows> => {
        await giveWay();
        const tokens = lent.model.tokenizeQuestion([{role: "user", content: question}]);
        const rows = await readRows({model: lent.model, contextSize: lent.contextSize}, tokens, input.dictionary, either);
        onProgress({stage: "reading", done: ++done, total, unit: "items"});
        return {
            tokens: rows
                .filter(({position}) => !lent.model.isSpecial(tokens[position]!))
                .map(({features: firing, values}) => {
                    const row = new Map<number, number>();
                    firing.forEach((feature, i) => {
                        if (visible(feature) && values[i]! > 0) row.set(feature, values[i]! / (dictionary.maxActivation(feature) ?? 1));
                    });
                    return row;
                })
        };
    };
    const none = (): Record<"hold" | "not", QuestionRows[]> => ({hold: [], not: []});
    const [choosing, heldOut] = [none(), none()];
    for (const [kind, questions] of [
        ["hold", hold],
        ["not", not]
    ] as const)
        for (const {text, keptBack} of questions) (keptBack ? heldOut : choosing)[kind].push(await read(text));
    // a few questions are told apart by many features, by chance too: then it counts what they are called
    const byLabel = await labelRanking(
        features,
        {dictionary: input.dictionary, signal: either},
        dictionary.file.nFeatures,
        whenOf(input.autocondition.specification)
    );
    onProgress({stage: "comparing", done: 0, total: 0, unit: "items"});
    const {candidates, best, chance} = await findCondition(choosing, heldOut, {favoured: ranksOf(byLabel), seed: input.autocondition.seed, signal: either});
    const named = new Set([...candidates, ...(best?.tests ?? [])].map(({feature}) => feature));
    state.candidates = candidates.map((one) => ({...one}));
    state.chance = chance;
    state.inMax = [...named].filter((feature) => dictionary.maxActivation(feature) !== undefined);
    if (best !== undefined) state.best = {...best, tests: best.tests.map((test) => ({...test}))};
    store.evaluations.finish(id, state);
}

/** "the user is asking about Mars": Mars, as no label speaks of users who ask. */
const whenOf = (specification: string) =>
    specification.replaceAll(/\b(?:user|users|person|people|asking|asks|ask|asked|question|questions|message)\b/gi, " ").trim();
