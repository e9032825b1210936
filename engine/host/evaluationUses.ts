import {join} from "node:path";
import packageJson from "../../package.json" with {type: "json"};
import {
    DEFAULT_SAMPLING,
    EngineError,
    type EngineStatus,
    type EvaluationEstimate,
    type EvaluationPrompt,
    type EvaluationSummary,
    featureId,
    featuresOfSteering,
    type JudgeChoice,
    type Metric,
    type Run,
    type Sampling,
    type Sweep,
    type SweepInput
} from "../contract/index.ts";
import {agreementOf} from "../evaluation/calibration/agreementOf.ts";
import {chooseToRate} from "../evaluation/calibration/chooseToRate.ts";
import {estimateSweep} from "../evaluation/estimate/estimateSweep.ts";
import {exportSweep, type SweepOrigin} from "../evaluation/exportSweep.ts";
import {type Material, readMaterial} from "../evaluation/readMaterial.ts";
import {readSweep} from "../evaluation/readSweep.ts";
import {createSweep, sweepExecutor} from "../evaluation/sweep/sweepExecutor.ts";
import {planOf, type SweepRun, sweepStateSchema} from "../evaluation/sweep/sweepState.ts";
import type {ModelRecipe} from "../library/types.ts";
import {hiddenBy, withoutHidden} from "../presets/hidden.ts";
import type {Runner} from "../runs/createRunner.ts";
import {type EvaluationLenderDeps, evaluationLender} from "./evaluationLender.ts";
import {evaluationSpeed} from "./evaluationSpeed.ts";
import {type LabellerKeys, requireEndpoint} from "./labellerKeys.ts";

interface Deps extends EvaluationLenderDeps {
    readonly resources: string;
    /** of the model that is loaded */
    readonly recipe: () => ModelRecipe | undefined;
    readonly quiet: (signal: AbortSignal) => Promise<AbortSignal>;
    readonly keys: () => LabellerKeys;
    /** what the loaded model is best sampled with, where that differs from everybody's */
    readonly sampling: () => Partial<Sampling>;
}

export type EvaluationUses = ReturnType<typeof evaluationUses>;

/** Judging what steering does to the loaded model. `lender` and `material` also serve what finds features by it. */
export function evaluationUses(deps: Deps) {
    const {store, gate, status, loaded, resources, recipe, quiet, keys, sampling} = deps;
    const lender = evaluationLender(deps);
    const speeds = evaluationSpeed({store, lender, quiet});
    const key = (baseUrl: string) => keys().read(baseUrl);

    /** @throws EngineError `model/not-loaded`, `dictionary/not-loaded` */
    function requireLoaded(wanted?: string) {
        const now: EngineStatus = status.get();
        const model = loaded();
        if (now.state !== "ready" || model === undefined) throw new EngineError("model/not-loaded", {});
        const dictionary = wanted ?? model.dictionaries[0];
        if (dictionary === undefined || !model.dictionaries.includes(dictionary))
            throw new EngineError("dictionary/not-loaded", {dictionary: dictionary ?? "any"});
        return {modelId: now.modelId, model, dictionary};
    }

    /** The model's own, else what comes with Saelor. */
    async function material(): Promise<Material> {
        const own = recipe()?.evaluation;
        if (own !== undefined) return readMaterial(own);
        const bundled = (name: string) => readMaterial(join(resources, "evaluation", name));
        const [{prompts}, {knowledge}] = await Promise.all([bundled("prompts.json"), bundled("knowledge.json")]);
        return {prompts, knowledge};
    }

    /** @throws EngineError `model/not-loaded`, `feature/moderated`, `steering/*`, `dictionary/not-loaded`, `evaluation/not-possible`, `input/invalid` */
    async function check(input: SweepInput): Promise<SweepRun> {
        const [first] = input.sets.flatMap(({steering}) => featuresOfSteering(steering));
        const {modelId, model, dictionary} = requireLoaded(first?.dictionary);
        for (const {name, steering} of input.sets) {
            const raw = await model.compileSteering(steering);
            if (raw.edits.length === 0 && (raw.rules ?? []).length === 0)
                throw new EngineError("evaluation/not-possible", {detail: `the set "${name}" changes nothing`});
        }
        const given = await material();
        return {
            modelId,
            model: model.name,
            dictionary,
            // no set's name: that may be a feature's label, which nobody may see one day
            title: (input.name || input.behaviour).slice(0, 200),
            sweep: {...input, judge: checkedJudge(input.judge)},
            prompts: distinctPrompts(input.prompts ?? given.prompts),
            knowledge: given.knowledge.map((one) => ({...one, choices: [...one.choices]})),
            sampling: {...DEFAULT_SAMPLING, ...sampling()}
        };
    }

    /**
     * One that is there twice would choose a strength and report on it.
     * @throws EngineError `evaluation/not-possible` for fewer than two
     */
    function distinctPrompts(prompts: readonly EvaluationPrompt[]): EvaluationPrompt[] {
        const distinct = [...new Map(prompts.toReversed().map((prompt) => [prompt.text, prompt])).values()].toReversed();
        if (distinct.length < 2)
            throw new EngineError("evaluation/not-possible", {detail: "it takes two different prompts: one chooses the strength, the other reports on it"});
        return distinct;
    }

    /** What sets with features that nobody may see now are called, and what those do in them, is kept out. */
    function visibleSweep(id: string): Sweep {
        const sweep = readSweep(store, id);
        const first = loaded()?.dictionaries[0];
        const isHidden = hiddenBy(gate, first);
        const away = sweep.input.sets.some(({steering}) => featuresOfSteering(steering).some(isHidden));
        if (!away) return sweep;
        const sets = sweep.input.sets.map(({name, steering}, place) =>
            featuresOfSteering(steering).some(isHidden) ? {name: `Set ${place + 1}`, steering: withoutHidden(steering, gate, first).steering} : {name, steering}
        );
        return readSweep(store, id, sets);
    }

    /** @throws EngineError `evaluation/not-found` */
    function originOf(id: string): SweepOrigin {
        const {run, random} = sweepStateSchema.parse(store.evaluations.find(id)?.state);
        const isHidden = hiddenBy(gate, run.dictionary);
        return {
            saelor: packageJson.version,
            model: {id: run.modelId, name: run.model},
            dictionary: {id: run.dictionary, name: store.dictionaries.find(run.dictionary)?.name ?? run.dictionary},
            random: random.map((one) => (one === null || isHidden({feature: featureId(one.feature), dictionary: one.dictionary}) ? undefined : one.feature))
        };
    }

    return {
        executors: {sweep: sweepExecutor({store, open: lender.open, quiet, key})},
        lender,
        key,
        material,
        requireLoaded,
        checkedJudge,

        /** newest first */
        list: (): EvaluationSummary[] => store.evaluations.list(),

        /** Begins, or goes on with the same one. Throws as `check` does. */
        async sweep(runs: Runner, input: SweepInput): Promise<Run> {
            const run = await check(input);
            const begun = runs.startOnce({kind: "sweep", title: run.title, input: run});
            createSweep(store, begun.id, run);
            return begun;
        },

        /** Throws as `check` does. */
        async estimate(input: SweepInput): Promise<EvaluationEstimate> {
            const run = await check(input);
            const {model} = requireLoaded(run.dictionary);
            const known = {judge: input.judge.kind, speed: await speeds.speedOf(run, model.model), experience: speeds.experienceOf(run.model)};
            return estimateSweep(planOf(run), model.model, known);
        },
        speedOf: speeds.speedOf,

        /** @throws EngineError `evaluation/not-found` */
        getSweep: visibleSweep,
        /** tokens that the loaded model read and wrote, judging included, over all that is kept. @throws EngineError `evaluation/not-found` */
        spent: (id: string) => sweepStateSchema.parse(store.evaluations.find(id)?.state).spent,
        exportSweep: (id: string, format: "csv" | "json"): File => exportSweep(visibleSweep(id), format, originOf(id)),

        /** With its run, where that has not ended. @throws EngineError `evaluation/not-found` */
        async remove(runs: Runner, id: string): Promise<void> {
            if (store.evaluations.find(id) === undefined) throw new EngineError("evaluation/not-found", {id});
            const state = runs.list().find((run) => run.id === id)?.state;
            if (state !== undefined && state !== "done" && state !== "cancelled") await runs.cancel(id);
            store.evaluations.remove(id);
        },

        /** @throws EngineError `evaluation/not-found` */
        toRate(id: string) {
            const {answers, prompts} = readSweep(store, id);
            return chooseToRate(answers).map(({id: answer, prompt, text}) => ({answer, question: prompts[prompt]!.text, text}));
        },

        /** @throws EngineError `evaluation/not-found` */
        rate({id, answer, metric, value}: {readonly id: string; readonly answer: number; readonly metric: Metric; readonly value: number | null}): void {
            if (!store.evaluations.rate(id, answer, metric, value)) throw new EngineError("evaluation/not-found", {id: `${id}/${answer}`});
        },

        /** @throws EngineError `evaluation/not-found` */
        agreement: (id: string) => agreementOf(readSweep(store, id).answers),

        stopAll: lender.stopAll
    };
}

/** An endpoint's address as it is kept. @throws EngineError `input/invalid` */
const checkedJudge = (judge: JudgeChoice): JudgeChoice => ("baseUrl" in judge ? {...judge, baseUrl: requireEndpoint(judge.baseUrl)} : judge);
