import {z} from "zod";
import {EngineError, type ModerationCategory} from "../contract/index.ts";
import type {Executor} from "../runs/types.ts";
import type {Store} from "../store/openStore.ts";
import type {Judgement} from "../store/proposalQueries.ts";
import {deadFeatures} from "./counts.ts";
import {type JudgeModel, judgeFeature} from "./judgeFeature.ts";

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
    /** aborted when the model goes */
    readonly gone: AbortSignal;
    /** texts on which a feature fires most strongly; none where nothing was harvested */
    readonly examples: (feature: number) => readonly string[];
}

interface Deps {
    readonly store: Store;
    readonly policy: () => readonly ModerationCategory[];
    /** resolves when the model is loaded with the dictionary */
    readonly open: (input: ProposeInput, signal: AbortSignal) => Promise<ProposeModel>;
    /** resolves when no answer is being written */
    readonly idle: (signal: AbortSignal) => Promise<void>;
}

/** Features whose verdicts are kept in one go: what a kill can cost. */
const BATCH = 8;
/** Labels of a feature that the model is shown, the best first. */
const LABELS = 3;
const MAX_LABEL = 300;

/**
 * Has the loaded model, unsteered, read what is said of features and propose which of them to moderate. A person decides; until then nothing is hidden.
 * Every batch of verdicts is kept under the run's id, which is all that going on after a stop needs: what is judged is not judged again.
 */
export function proposeExecutor({store, policy, open, idle}: Deps): Executor<ProposeInput, never, {proposals: number; judged: number}> {
    return {
        limit: 1,
        resumes: true,
        readInput: (stored) => proposeInputSchema.parse(stored),
        readCheckpoint: () => {
            throw new EngineError("input/invalid", {detail: "such a run has no checkpoints"});
        },
        async execute({id: run, input}, {signal, onProgress}) {
            onProgress({stage: "waiting", done: 0, total: input.limit, unit: "items", note: "for the model to be loaded"});
            const {model, name, dictionary, contextSize, gone, examples} = await open(input, signal);
            const either = AbortSignal.any([signal, gone]);
            const before = store.proposals.progressOf(run).judged;
            const features = featuresToJudge(store, dictionary).slice(0, Math.max(0, input.limit - before));
            const judge = {model, policy: policy(), contextSize};
            for (let first = 0; first < features.length; first += BATCH) {
                const said: Judgement[] = [];
                for (const feature of features.slice(first, first + BATCH)) {
                    onProgress({stage: "reading", done: before + first + said.length, total: before + features.length, unit: "items"});
                    await idle(either);
                    either.throwIfAborted();
                    const labels = labelsOf(store, dictionary.id, feature);
                    const texts = examples(feature);
                    const {category, confidence} = await judgeFeature(judge, {labels, examples: texts}, either);
                    said.push({feature, category, confidence, reason: reasonOf(labels, texts.length)});
                }
                store.proposals.keep(dictionary.id, {run, by: name, said});
            }
            const {judged, proposals} = store.proposals.progressOf(run);
            store.moderation.log(dictionary.id, {action: "propose", detail: `${name} judged ${judged} features`}, proposals);
            return {proposals, judged};
        },
        async discard({id}) {
            store.proposals.forget(id);
        }
    };
}

/** Live features with labels that nobody has judged yet, the most frequent first; by index where nothing was harvested. */
function featuresToJudge(store: Store, dictionary: ProposeModel["dictionary"]): number[] {
    const unjudged = store.proposals.unjudged(dictionary.id).filter((feature) => feature < dictionary.nFeatures);
    const dead = deadFeatures(store, dictionary);
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
