import type {LoadedModel} from "../chat/types.ts";
import type {Steering} from "../contract/index.ts";
import type {CalibratedDictionary} from "../dictionaries/index.ts";
import type {RandomFeature} from "../evaluation/index.ts";
import type {ModerationGate} from "../moderation/gate.ts";
import {largestStep} from "../steering/largestStep.ts";
import type {Store} from "../store/openStore.ts";
import {type LentModel, modelLender} from "./modelLender.ts";
import type {StatusFeed} from "./statusFeed.ts";

export interface EvaluationLenderDeps {
    readonly store: Store;
    readonly gate: ModerationGate;
    readonly status: StatusFeed;
    readonly loaded: () => LoadedModel | undefined;
    /** of the loaded model, the first first */
    readonly dictionaries: () => readonly CalibratedDictionary[];
}

/** Prompts, answers and what scores them are evaluated on a context of at most this many tokens; see `score`. */
const EVALUATED_TOKENS = 4096;

/** Lends the loaded model to sweeps and to what finds features, one run at a time. */
export function evaluationLender({store, gate, status, loaded, dictionaries}: EvaluationLenderDeps) {
    const lender = modelLender({store, status, loaded, whileLent: "for another evaluation to end"});
    /** those that have it, or wait for it */
    let users = 0;
    return {
        async open(wanted: {readonly modelId: string; readonly dictionary: string}, signal: AbortSignal, onWait: (note: string) => void) {
            users++;
            try {
                const lent = await lender.open(wanted, signal, onWait);
                const giveBack = () => {
                    users--;
                    lent.giveBack();
                };
                return {...lent, ...steeringOf(loaded()!, dictionaries(), gate, lent), giveBack};
            } catch (error) {
                users--;
                throw error;
            }
        },
        /** nobody has it, or waits for it */
        isIdle: () => users === 0,
        stopAll: lender.stopAll
    };
}

export type LentEvaluated = Awaited<ReturnType<ReturnType<typeof evaluationLender>["open"]>>;

function steeringOf(model: LoadedModel, dictionaries: readonly CalibratedDictionary[], gate: ModerationGate, lent: LentModel) {
    return {
        contextSize: Math.min(lent.contextSize, EVALUATED_TOKENS),
        compile: model.compileSteering,
        stepLength: async (steering: Steering) => largestStep(await model.compileSteering(steering), dictionaries),
        randomFeature: (seed: number, avoid: Steering) => randomFeature(dictionaries, gate, seed, avoid)
    };
}

/** Live: it fired over the reference corpus; where that is not known, every feature counts. */
function randomFeature(dictionaries: readonly CalibratedDictionary[], gate: ModerationGate, seed: number, {edits}: Steering): RandomFeature | undefined {
    const wanted = edits[0]?.dictionary;
    const dictionary = dictionaries.find(({file}) => file.id === wanted) ?? dictionaries[0];
    if (dictionary === undefined) return undefined;
    const {id, nFeatures} = dictionary.file;
    const isVisible = gate.visible(id);
    const avoid = new Set(edits.map(({feature}) => Number(feature)));
    const all = Array.from({length: nFeatures}, (_, feature) => feature).filter((feature) => isVisible(feature) && !avoid.has(feature));
    const live = all.filter((feature) => dictionary.maxActivation(feature) !== undefined);
    const from = live.length > 0 ? live : all;
    if (from.length === 0) return undefined;
    return {dictionary: id, feature: from[place(seed, from.length)]!};
}

/** mulberry32's first number */
function place(seed: number, below: number): number {
    let t = (seed + 0x6d2b79f5) | 0;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
}
