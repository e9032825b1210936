import type {LlamaContextSequence, LlamaModel, Token} from "node-llama-cpp";
import {EngineError, type ModelInfo} from "../contract/index.ts";
import type {DictionaryFile} from "../dictionaries/types.ts";
import type {NativeDictionary, NativeSet} from "../native/AddonTypes.ts";
import {branchesOf} from "./branchesOf.ts";
import {columnsOf} from "./columnsOf.ts";
import {continuationsOf} from "./continuationsOf.ts";
import {generateOnLane, type LaneDeps} from "./generate.ts";
import {harvesterOf} from "./harvesterOf.ts";
import {inspectTurn} from "./inspectTurn.ts";
import {memoryBesideWeights} from "./memory.ts";
import {mutex} from "./mutex.ts";
import {nativeSet} from "./nativeSet.ts";
import {readWhole} from "./readWhole.ts";
import {renderPrompt, type TemplateModel} from "./renderPrompt.ts";
import {TappedContext} from "./TappedContext.ts";
import type {
    BranchRequest,
    GenerateRequest,
    InspectRequest,
    RawSteering,
    Score,
    ScoreRequest,
    SteerableModel,
    Turn,
    WholeBatch,
    WriteBranchesRequest,
    WrittenBranch
} from "./types.ts";
import {writerOf} from "./writerOf.ts";

export type LoadedModel = SteerableModel & {
    readonly info: Omit<ModelInfo, "dictionaries" | "id">;
    /** R of each dictionary by its id: as its file says, or measured on this model when it was loaded */
    readonly residualNorms: ReadonlyMap<string, number>;
    memoryBytes(): number;
};

export interface LoadedParts {
    readonly residualNorms: ReadonlyMap<string, number>;
    readonly model: LlamaModel;
    readonly tapped: TappedContext;
    readonly lanes: readonly LaneDeps[];
    /** sequence for readings, apart from the lanes */
    readonly reader: LlamaContextSequence;
    readonly dictionaries: readonly DictionaryFile[];
    readonly nativeDictionaries: readonly NativeDictionary[];
    readonly template: TemplateModel;
    readonly isSpecial: (token: number) => boolean;
    readonly info: Omit<ModelInfo, "dictionaries" | "id">;
    readonly threads: number;
}

/** Most texts that `score` evaluates side by side, and one for what branches begin with. */
const SCORE_SEQUENCES = 17;
/** Tokens that they share. */
const SCORE_CONTEXT = 4096;

/** The loaded model as the rest of the engine sees it. */
export function loadedModel(parts: LoadedParts): LoadedModel {
    const {model, tapped, lanes, dictionaries, template, isSpecial, info} = parts;
    const reading = mutex();
    const scoring = mutex();
    let scorer: TappedContext | undefined;

    const featureAt = (dictionary: string, feature: number) => {
        const index = dictionaryIndex(dictionaries, dictionary);
        const {nFeatures} = dictionaries[index]!;
        if (feature >= nFeatures) throw new EngineError("feature/not-found", {dictionary, feature, nFeatures});
        return {dictionary: index, feature};
    };
    const compiled = (steering: RawSteering) => nativeSet(steering, dictionaries, info.nLayers);
    const setOf = (steering: RawSteering) => compiled(steering).set;
    const harvester = harvesterOf(parts);
    const writer = writerOf(parts);
    const promptOf = (turns: readonly Turn[], open: "answer" | "closed", date?: string) => renderPrompt(template, turns, open, date);

    return {
        info,
        residualNorms: parts.residualNorms,
        nLanes: lanes.length,
        memoryBytes: () => memoryBesideWeights() + tapped.deviceBytes,
        tokenize: (text, {bos = false} = {}) => [...(bos && template.bosToken !== undefined ? [template.bosToken] : []), ...template.tokenize(text, true)],
        tokenizeTurns: (turns, date) => promptOf(turns, "closed", date).tokens,
        tokenizeQuestion: (turns, date) => promptOf(turns, "answer", date).tokens,
        write: writer.write,
        releaseWriter: writer.release,
        placeOfLastTurn: (turns, date) => promptOf(turns, "closed", date).lastTurn,
        placesOfTurns: (turns, date) => promptOf(turns, "closed", date).turns,
        detokenize: (tokens) => model.detokenize(tokens as Token[], true),
        generate(lane: number, request: GenerateRequest, signal?: AbortSignal) {
            const {tokens} = promptOf(request.turns, "answer", request.date);
            const answerStart = request.answerStart === undefined ? [] : template.tokenize(request.answerStart, false);
            return generateOnLane(
                lanes[lane]!,
                {
                    prompt: tokens,
                    answerStart,
                    steering: request.steering,
                    ...compiled(request.steering),
                    sampling: request.sampling,
                    live: request.live && {dictionary: dictionaryIndex(dictionaries, request.live.dictionary), k: request.live.k}
                },
                signal
            );
        },
        async inspect(request: InspectRequest, signal?: AbortSignal) {
            const last = request.turns.at(-1);
            if (last === undefined) return [];
            return reading(() =>
                inspectTurn(
                    {
                        tapped,
                        sequence: parts.reader,
                        prompt: promptOf(request.turns, "closed", request.date),
                        isAnswer: last.role === "assistant",
                        steering: request.steering,
                        set: setOf(request.steering),
                        dictionary: dictionaryIndex(dictionaries, request.dictionary),
                        nDictionaries: dictionaries.length,
                        k: request.k,
                        features: request.features.map((feature) => featureAt(request.dictionary, feature).feature),
                        isSpecial
                    },
                    signal
                )
            );
        },
        isSpecial,
        readWhole(tokens: readonly number[], dictionary: string, onBatch: (batch: WholeBatch) => void, signal?: AbortSignal) {
            const index = dictionaryIndex(dictionaries, dictionary);
            const {layer} = dictionaries[index]!;
            const nDictionaries = dictionaries.length;
            return reading(() => readWhole({tapped, sequence: parts.reader, tokens, dictionary: index, nDictionaries, layer}, onBatch, signal));
        },
        harvest: harvester.harvest,
        releaseHarvester: harvester.release,
        score(request: ScoreRequest, signal?: AbortSignal): Promise<readonly Score[]> {
            return scoring(async () => {
                scorer ??= await createScorer(parts);
                const {replace} = request;
                const set: NativeSet =
                    replace === undefined
                        ? setOf(request.steering)
                        : {edits: [], replacement: {dictionary: dictionaryIndex(dictionaries, replace.dictionary), with: replace.with}};
                return scoreTexts(scorer, request, set, isSpecial, signal);
            });
        },
        scoreBranches({prefix, steering, answerFrom = 0, branches}: BranchRequest, signal?: AbortSignal): Promise<readonly Float32Array[]> {
            return scoring(async () => {
                scorer ??= await createScorer(parts);
                const {sets, ...request} = branchesOf({prefix, steering, answerFrom, branches}, setOf, isSpecial);
                return scorer.scoreBranches(sets, request, signal);
            });
        },
        writeBranches({prefix, steering, answerFrom = 0, branches}: WriteBranchesRequest, signal?: AbortSignal): Promise<readonly WrittenBranch[]> {
            return scoring(async () => {
                scorer ??= await createScorer(parts);
                const {sets, continuations, prefix: begun} = continuationsOf({prefix, steering, answerFrom, branches}, setOf, isSpecial);
                const written = await scorer.write(sets, {prefix: begun, continuations}, signal);
                return written.map(({tokens, logprobs, ending}) => ({
                    tokens: [...tokens],
                    text: model.detokenize([...tokens] as Token[], false, branches[0]!.tokens.slice(-4) as Token[]),
                    logprobs,
                    finishReason: ending === "rule" ? "aborted" : ending
                }));
            });
        },
        async dispose() {
            await scorer?.dispose();
            await Promise.all([harvester.release(), writer.release()]);
            await tapped.dispose();
            await model.dispose();
        }
    };
}

/** Scores are measurements: keys and values are kept in F32 where memory allows, so that they agree with a reference to 1e-5 and not 1e-3. */
async function createScorer({model, nativeDictionaries, threads, info}: LoadedParts): Promise<TappedContext> {
    const options = {
        contextSize: Math.ceil(Math.min(info.contextSize, SCORE_CONTEXT) / SCORE_SEQUENCES),
        batchSize: Math.min(info.contextSize, 512),
        sequences: SCORE_SEQUENCES
    };
    try {
        return await TappedContext.create(model, nativeDictionaries, threads, {
            ...options,
            flashAttention: false,
            experimentalKvCacheKeyType: "F32",
            experimentalKvCacheValueType: "F32",
            failedCreationRemedy: false
        });
    } catch {
        return TappedContext.create(model, nativeDictionaries, threads, options);
    }
}

export function dictionaryIndex(dictionaries: readonly DictionaryFile[], id: string): number {
    const index = dictionaries.findIndex((dictionary) => dictionary.id === id);
    if (index < 0) throw new EngineError("dictionary/not-loaded", {dictionary: id});
    return index;
}

async function scoreTexts(
    scorer: TappedContext,
    request: ScoreRequest,
    set: NativeSet,
    isSpecial: (token: number) => boolean,
    signal?: AbortSignal
): Promise<Score[]> {
    const offsets = [0];
    for (const text of request.texts) offsets.push(offsets.at(-1)! + text.length);
    // what replaces the residual acts where an edit would
    const steering = request.replace === undefined ? request.steering : {edits: [ANY_EDIT], scope: request.steering.scope};
    const columns = request.texts.map((text, t) => columnsOf(text, 0, steering, request.answerFrom?.[t] ?? 0, isSpecial));
    const {tokenLogprobs, lastLogprobs} = await scorer.score(
        set,
        {
            tokens: Int32Array.from(request.texts.flat()),
            offsets: Int32Array.from(offsets),
            columns: joined(columns),
            lastLogprobs: request.lastLogprobs ?? false
        },
        signal
    );
    return tokenLogprobs.map((logprobs, t) => ({tokenLogprobs: logprobs, ...(lastLogprobs[t] === undefined ? {} : {lastLogprobs: lastLogprobs[t]})}));
}

/** Stands for whatever acts. */
const ANY_EDIT = {dictionary: "", feature: 0, mode: "shift", value: 0} as const;

function joined(pieces: readonly Int32Array[]): Int32Array {
    const all = new Int32Array(pieces.reduce((sum, {length}) => sum + length, 0));
    let at = 0;
    for (const piece of pieces) {
        all.set(piece, at);
        at += piece.length;
    }
    return all;
}
