import {autosteerExecutor, createAutosteer} from "../autosteer/autosteerExecutor.ts";
import type {AutosteerRun} from "../autosteer/autosteerState.ts";
import {behaviourOf} from "../autosteer/behaviourOf.ts";
import type {CandidateDeps} from "../autosteer/chooseCandidates.ts";
import {autoconditionExecutor, createAutocondition} from "../autosteer/conditions/autoconditionExecutor.ts";
import type {AutoconditionRun} from "../autosteer/conditions/autoconditionState.ts";
import {readAutocondition} from "../autosteer/conditions/readAutocondition.ts";
import {instructionOf} from "../autosteer/instructionOf.ts";
import {PROOF_TOKENS} from "../autosteer/plans.ts";
import {readAutosteer} from "../autosteer/readAutosteer.ts";
import {
    type Autocondition,
    type AutoconditionInput,
    type Autosteer,
    type AutosteerInput,
    DEFAULT_SAMPLING,
    EngineError,
    type Run,
    type Sampling
} from "../contract/index.ts";
import {requireDictionary} from "../features/requireFeature.ts";
import type {ModelRecipe} from "../library/types.ts";
import type {Runner} from "../runs/createRunner.ts";
import type {EvaluationUses} from "./evaluationUses.ts";

interface Deps {
    readonly features: Omit<CandidateDeps, "matchMeaning">;
    /** as `RerankDeps.matchMeaning`, as it is set now */
    readonly meaning: () => CandidateDeps["matchMeaning"];
    readonly evaluations: Pick<EvaluationUses, "lender" | "material" | "key" | "requireLoaded" | "checkedJudge">;
    /** of the model that is loaded */
    readonly recipe: () => ModelRecipe | undefined;
    readonly quiet: (signal: AbortSignal) => Promise<AbortSignal>;
    /** what the loaded model is best sampled with, where that differs from everybody's */
    readonly sampling: () => Partial<Sampling>;
}

/** Finding the features for a behaviour with the pair that is loaded. */
export function autosteerUses({features: all, meaning, evaluations, recipe, quiet, sampling}: Deps) {
    const features: CandidateDeps = {
        ...all,
        get matchMeaning() {
            return meaning();
        }
    };
    const {store, gate} = features;
    const {key, material, requireLoaded, checkedJudge} = evaluations;
    const {open} = evaluations.lender;
    const labelOf = (dictionary: string, feature: number) => store.labels.ofFeatures(dictionary, [feature]).get(feature)?.[0]?.description;

    /** @throws EngineError `model/not-loaded`, `dictionary/not-loaded`, `steering/not-calibrated`, `evaluation/not-possible`, `input/invalid` */
    async function check(input: AutosteerInput): Promise<AutosteerRun> {
        const {modelId, model, dictionary} = requireLoaded(input.dictionary);
        const {examples, specification} = input;
        const behaviour = behaviourOf(input);
        if (examples !== undefined) requirePairs(examples);
        // without R no strength means anything
        const {residualNorm} = requireDictionary(features, dictionary);
        if (residualNorm === undefined)
            throw new EngineError("steering/not-calibrated", {dictionary, detail: "the dictionary does not know the layer's residual norm"});
        const given = await material();
        const prompts = input.prompts ?? [...given.prompts];
        return {
            modelId,
            model: model.name,
            dictionary,
            title: (specification || `${examples?.encourage.length} examples`).slice(0, 200),
            autosteer: {...input, specification: specification === "" ? "" : behaviour, judge: checkedJudge(input.judge)},
            prompts,
            mayWrite: input.prompts === undefined && recipe()?.evaluation === undefined,
            knowledge: input.mode === "full" ? given.knowledge.map((one) => ({...one, choices: [...one.choices]})) : [],
            sampling: {...DEFAULT_SAMPLING, ...sampling(), maxTokens: PROOF_TOKENS}
        };
    }

    /** @throws EngineError `model/not-loaded`, `dictionary/not-loaded`, `evaluation/not-possible` */
    async function checkCondition(input: AutoconditionInput): Promise<AutoconditionRun> {
        const {modelId, model, dictionary} = requireLoaded(input.dictionary);
        const {specification, examples} = input;
        // says what is wrong with it
        if (examples === undefined) instructionOf(specification);
        else requireDifferent(examples);
        const given = await material();
        return {
            modelId,
            model: model.name,
            dictionary,
            title: (specification || `${examples?.hold.length} questions`).slice(0, 200),
            autocondition: input,
            prompts: [...given.prompts.map(({text}) => text), ...given.knowledge.map(({question}) => question)],
            own: recipe()?.evaluation !== undefined
        };
    }

    const deps = {store, features, open, quiet, key};
    const shown = {visible: gate.visible, label: labelOf};

    return {
        executors: {autosteer: autosteerExecutor(deps), autocondition: autoconditionExecutor(deps)},

        /** Begins, or goes on with the same one. Throws as `check` does. */
        async begin(runs: Runner, input: AutosteerInput): Promise<Run> {
            const run = await check(input);
            const begun = runs.startOnce({kind: "autosteer", title: run.title, input: run});
            createAutosteer(store, begun.id, run);
            return begun;
        },

        /** @throws EngineError `evaluation/not-found` */
        get: (id: string): Autosteer => readAutosteer(store, id, shown),

        /** Begins, or goes on with the same one. Throws as `checkCondition` does. */
        async beginCondition(runs: Runner, input: AutoconditionInput): Promise<Run> {
            const run = await checkCondition(input);
            const begun = runs.startOnce({kind: "autocondition", title: run.title, input: run});
            createAutocondition(store, begun.id, run);
            return begun;
        },

        /** @throws EngineError `evaluation/not-found` */
        getCondition: (id: string): Autocondition => readAutocondition(store, id, shown)
    };
}

/** @throws EngineError `evaluation/not-possible` */
function requireDifferent({hold, not}: NonNullable<AutoconditionInput["examples"]>): void {
    const both = hold.find((question) => not.some((other) => other.trim() === question.trim()));
    if (both !== undefined)
        throw new EngineError("evaluation/not-possible", {detail: `“${both.slice(0, 200)}” is given as one for which it should hold and should not`});
}

/** @throws EngineError `evaluation/not-possible` */
function requirePairs({encourage, avoid}: NonNullable<AutosteerInput["examples"]>): void {
    const refuse = (detail: string) => new EngineError("evaluation/not-possible", {detail});
    if (encourage.length !== avoid.length)
        throw refuse(`there are ${encourage.length} examples to encourage and ${avoid.length} to avoid: they belong together in pairs`);
    for (const turns of [...encourage, ...avoid]) {
        if (turns.at(-1)?.role !== "assistant" || turns.at(-1)?.content.trim() === "") throw refuse("every example has to end with an answer");
        if (!turns.some(({role}) => role === "user")) throw refuse("every example needs the question that it answers");
    }
}
