import {z} from "zod";
import {EngineError, type ModerationCategory} from "../contract/index.ts";
import type {Executor, ExecutorContext, Job} from "../runs/types.ts";
import type {Store} from "../store/openStore.ts";
import type {Judgement} from "../store/proposalQueries.ts";
import {controlJudge} from "./controlJudge.ts";
import {deadFeatures} from "./counts.ts";
import {type JudgeModel, judgeFeature} from "./judgeFeature.ts";
import type {Evidence} from "./proposalPrompt.ts";

export const proposeInputSchema = z.object({
    modelId: z.string(),
    dictionary: z.string(),
    /** most features that are judged */
    limit: z.number().int().min(1)
});
export type ProposeInput = z.infer<typeof proposeInputSchema>;

/** The model that judges, while it is loaded. */
export interface ProposeModel {
    readonly model: JudgeModel;
    readonly name: string;
    readonly dictionary: {readonly id: string; readonly nFeatures: number};
    /** tokens of a question that fit */
    readonly contextSize: number;
    /** aborted when the model goes, which waits for `giveBack` */
    readonly gone: AbortSignal;
    readonly giveBack: () => void;
    /** texts on which a feature fires most strongly; none where nothing was harvested */
    readonly examples: (feature: number) => readonly string[];
}

interface Deps {
    readonly store: Store;
    readonly policy: () => readonly ModerationCategory[];
    /** resolves when the model is loaded with the dictionary; tells what it waits for */
    readonly open: (input: ProposeInput, signal: AbortSignal, onWait: (note: string) => void) => Promise<ProposeModel>;
    /** resolves when no answer is being written, with a signal that is aborted when one begins */
    readonly quiet: (signal: AbortSignal) => Promise<AbortSignal>;
    /** for tests */
    readonly control?: typeof controlJudge;
}

/** Features whose verdicts are kept in one go: what a kill can cost. */
const BATCH = 8;
/** Labels of a feature that the model is shown, the best first. */
const LABELS = 3;
const MAX_LABEL = 300;
/** The policy's category of features that never fire. */
const DEAD = "dead";

/** `note`: why nothing was judged, where the model's answers do not depend on what it is asked about */
export type ProposeResult = {proposals: number; judged: number; note?: string};

/**
 * Has the loaded model, unsteered, read what is said of features and propose which of them to moderate. A person decides; until then nothing is hidden.
 * Before, it is asked about what is harmless and about the categories themselves: a model that answers that alike proposes nothing.
 * Every batch of verdicts is kept under the run's id, which is all that going on after a stop needs: what is judged is not judged again.
 */
export function proposeExecutor(deps: Deps): Executor<ProposeInput, never, ProposeResult> {
    const {store, open} = deps;
    return {
        // those that wait for another model hold nobody up; `open` lets one at a time read
        limit: 16,
        resumes: true,
        readInput: (stored) => proposeInputSchema.parse(stored),
        readCheckpoint: () => {
            throw new EngineError("input/invalid", {detail: "such a run has no checkpoints"});
        },
        async execute(job, context) {
            for (;;) {
                const loaded = await open(job.input, context.signal, (note) => context.onProgress({stage: "waiting", done: 0, total: 0, unit: "items", note}));
                try {
                    const refusal = await readFeatures(deps, {job, context, loaded});
                    const {judged, proposals} = store.proposals.progressOf(job.id);
                    if (refusal !== undefined) {
                        store.moderation.log(job.input.dictionary, {action: "propose", detail: `${loaded.name} proposed nothing: ${refusal}`}, 0);
                        return {proposals, judged, note: `${refusal}; nothing was proposed`};
                    }
                    store.moderation.log(job.input.dictionary, {action: "propose", detail: `${loaded.name} judged ${judged} features`}, proposals);
                    return {proposals, judged};
                } catch (error) {
                    // a model that was taken away is waited for; what it said is kept
                    if (context.signal.aborted || !loaded.gone.aborted) throw error;
                } finally {
                    loaded.giveBack();
                }
            }
        },
        async discard({id}) {
            store.proposals.forget(id);
        }
    };
}

interface Reading {
    readonly job: Job<ProposeInput, never>;
    readonly context: Pick<ExecutorContext<never>, "signal" | "onProgress">;
    readonly loaded: ProposeModel;
}

/** Has every feature judged that is left to judge. @returns why it was not done, where the model can't */
async function readFeatures({store, policy, quiet, control = controlJudge}: Deps, {job, context, loaded}: Reading): Promise<string | undefined> {
    const {dictionary, name} = loaded;
    const either = AbortSignal.any([context.signal, loaded.gone]);
    const before = store.proposals.progressOf(job.id).judged;
    const features = featuresToJudge(store, dictionary).slice(0, Math.max(0, job.input.limit - before));
    // that a feature never fires is counted, not judged
    const categories = policy().filter(({id}) => id !== DEAD);
    if (categories.length === 0) throw new EngineError("input/invalid", {detail: "the policy has no category that could be proposed"});
    const judge = {model: loaded.model, policy: categories, contextSize: loaded.contextSize};
    if (features.length === 0) return undefined;
    context.onProgress({stage: "trying", done: before, total: before + features.length, unit: "items"});
    const ask = (evidence: Evidence) => givingWay(quiet, either, (signal) => judgeFeature(judge, evidence, signal));
    const {refusal, correct} = await control(judge, ask);
    if (refusal !== undefined) return refusal;
    for (let first = 0; first < features.length; first += BATCH) {
        const said: Judgement[] = [];
        for (const feature of features.slice(first, first + BATCH)) {
            context.onProgress({stage: "reading", done: before + first + said.length, total: before + features.length, unit: "items"});
            const labels = labelsOf(store, dictionary.id, feature);
            const examples = loaded.examples(feature);
            const {category, confidence} = correct((await ask({labels, examples})).shares);
            said.push({feature, category, confidence, reason: reasonOf(labels, examples.length)});
        }
        store.proposals.keep(dictionary.id, {run: job.id, by: name, said});
    }
    return undefined;
}

/** Does it while no answer is being written; when one begins, again after it. */
async function givingWay<T>(quiet: Deps["quiet"], signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    for (;;) {
        const answering = await quiet(signal);
        try {
            return await work(AbortSignal.any([signal, answering]));
        } catch (error) {
            if (signal.aborted || !answering.aborted) throw error;
        }
    }
}

/** Live features with labels that nobody has judged yet, the most frequent first; by index where nothing was harvested. */
function featuresToJudge(store: Store, dictionary: ProposeModel["dictionary"]): number[] {
    const unjudged = store.proposals.unjudged(dictionary.id).filter((feature) => feature < dictionary.nFeatures);
    const dead = deadFeatures(store, dictionary.id);
    if (dead === undefined) return unjudged;
    const never = new Set(dead);
    const counts = new Map(store.harvests.counts(store.harvests.current(dictionary.id)!.id).map(({feature, count}) => [feature, count]));
    // sorting keeps the order of equals, which is that of the indices
    return unjudged.filter((feature) => !never.has(feature)).sort((a, b) => counts.get(b)! - counts.get(a)!);
}

function labelsOf({labels}: Store, dictionary: string, feature: number): string[] {
    const said = labels.ofFeatures(dictionary, [feature]).get(feature) ?? [];
    return [...new Set(said.map(({description}) => description.slice(0, MAX_LABEL)))].slice(0, LABELS);
}

function reasonOf([label = ""]: readonly string[], nTexts: number): string {
    return `read from the label "${label}"${nTexts === 0 ? "" : ` and ${nTexts} texts`}`;
}
