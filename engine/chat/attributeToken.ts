import {EngineError, NO_STEERING} from "../contract/index.ts";
import {strongestTokens} from "../llama/strongestTokens.ts";
import type {Branch, RawEdit, WholeBatch} from "../llama/types.ts";
import {findConversation} from "./findInStore.ts";
import {requireModel} from "./requireModel.ts";
import {turnsOf} from "./turnsOf.ts";
import type {ChatDeps} from "./types.ts";

export interface AttributeInput {
    readonly messageId: string;
    readonly dictionary: string;
    /** of the token in its conversation, as a reading of the message gives it */
    readonly position: number;
    /** how many features are tried */
    readonly k: number;
}

export interface Attribution {
    readonly token: string;
    /** of the token as it was written, under the edits it was written with; natural log */
    readonly logprob: number;
    /** the same with none of its edits, on this very text */
    readonly unsteeredLogprob: number;
    /** likeliest tokens in its place, under the edits or without them, likeliest under either first */
    readonly alternatives: {readonly token: number; readonly text: string; readonly logprob: number; readonly unsteeredLogprob: number}[];
    /** effect: logprob - logprob without the feature; largest |effect| first */
    readonly features: readonly {readonly feature: number; readonly label?: string; readonly activation: number; readonly effect: number}[];
}

/** What decides which features are tried: how far each moves the residual. */
export type DecoderNorm = (dictionary: string, feature: number) => Promise<number>;

/**
 * Why an answer has this token: takes each of the strongest features away where the token was decided, and measures how its log-probability
 * changes. Exact: the model is evaluated once for each, behind one beginning that is evaluated once.
 * @param visible features that may be named
 * @throws EngineError `chat/not-found`, `model/not-loaded`, `dictionary/not-loaded`, `input/invalid` for a place that is not in an answer
 */
export async function attributeToken(
    deps: Pick<ChatDeps, "store" | "loaded"> & {readonly decoderNorm: DecoderNorm; readonly visible: (dictionary: string) => (feature: number) => boolean},
    {messageId, dictionary, position, k}: AttributeInput,
    signal?: AbortSignal
): Promise<Attribution> {
    const {store, decoderNorm} = deps;
    const message = store.messages.find(messageId);
    if (message === undefined) throw new EngineError("chat/not-found", {id: messageId});
    if (message.role !== "assistant") throw new EngineError("input/invalid", {detail: "only tokens of answers were decided by the model"});
    const loaded = requireModel(deps);
    if (!loaded.dictionaries.includes(dictionary)) throw new EngineError("dictionary/not-loaded", {dictionary});
    const turns = turnsOf(store.messages.branchTo(messageId), findConversation(store, message.conversationId).systemPrompt);
    const tokens = loaded.model.tokenizeTurns(turns, message.promptDate);
    const {from, to} = loaded.model.placeOfLastTurn(turns, message.promptDate);
    if (position < from || position >= to || position < 2)
        throw new EngineError("input/invalid", {detail: `token ${position} is not in the answer, which has tokens ${from} to ${to - 1}`});

    const decided = position - 1;
    const active = await activeAt(loaded.model, tokens.slice(0, decided + 1), dictionary, signal);
    const visible = deps.visible(dictionary);
    const weighed = await Promise.all(
        active
            .filter(({feature}) => visible(feature))
            .map(async (one) => ({...one, weight: Math.abs(one.activation) * (await decoderNorm(dictionary, one.feature))}))
    );
    const tried = weighed.sort((a, b) => b.weight - a.weight || a.feature - b.feature).slice(0, k);

    const steering = await loaded.compileSteering(message.steering ?? NO_STEERING);
    const branch = (removed?: number): Branch => ({
        tokens: [tokens[decided]!, tokens[position]!],
        at: position - from,
        steering: {
            ...steering,
            edits: [...steering.edits, ...(removed === undefined ? [] : [{dictionary, feature: removed, mode: "scale", value: 0} satisfies RawEdit])]
        }
    });
    const [whole, ...without] = await loaded.model.scoreBranches(
        {prefix: tokens.slice(0, decided), steering, answerFrom: from, branches: [branch(), ...tried.map(({feature}) => branch(feature))]},
        signal
    );
    const logprob = whole![0]!;
    const before = {texts: [tokens.slice(0, position)], answerFrom: [from], lastLogprobs: true};
    const [steered] = await loaded.model.score({...before, steering}, signal);
    const [plain] = await loaded.model.score({...before, steering: {edits: [], scope: "answer"}}, signal);
    const unsteered = plain!.lastLogprobs!;
    const labels = store.labels.ofFeatures(
        dictionary,
        tried.map(({feature}) => feature)
    );
    return {
        token: loaded.model.detokenize([tokens[position]!]),
        logprob,
        unsteeredLogprob: unsteered[tokens[position]!]!,
        alternatives: likeliest(steered!.lastLogprobs!, unsteered).map((token) => ({
            token,
            text: loaded.model.detokenize([token]),
            logprob: steered!.lastLogprobs![token]!,
            unsteeredLogprob: unsteered[token]!
        })),
        features: tried
            .map(({feature, activation}, i) => {
                const label = labels.get(feature)?.[0]?.description;
                return {feature, ...(label !== undefined && {label}), activation, effect: logprob - without[i]![0]!};
            })
            .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    };
}

/** Alternatives that are shown. */
const N_ALTERNATIVES = 10;

/** Tokens that are among the likeliest of either, by the better of both. */
function likeliest(a: Float32Array, b: Float32Array): number[] {
    const best = Float32Array.from(a, (value, i) => Math.max(value, b[i]!));
    return strongestTokens(best, N_ALTERNATIVES, 1).map(({token}) => token);
}

/** Features that fire on the last of the tokens. */
async function activeAt(model: {readonly readWhole: Reader}, tokens: readonly number[], dictionary: string, signal?: AbortSignal) {
    const active: {feature: number; activation: number}[] = [];
    await model.readWhole(
        tokens,
        dictionary,
        ({positions, offsets, features, values}) => {
            const at = positions.indexOf(tokens.length - 1);
            if (at < 0) return;
            for (let i = offsets[at]!; i < offsets[at + 1]!; i++) active.push({feature: features[i]!, activation: values[i]!});
        },
        signal
    );
    return active;
}

type Reader = (tokens: readonly number[], dictionary: string, onBatch: (batch: WholeBatch) => void, signal?: AbortSignal) => Promise<void>;
