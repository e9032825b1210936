import {type DictionaryInfo, EngineError, type PairMeasurement, type PairReport} from "../contract/index.ts";
import type {SteerableModel, WholeBatch} from "../llama/types.ts";
import {crossEntropy} from "./crossEntropy.ts";
import {cutWindows} from "./cutWindows.ts";
import {judgeFigures} from "./judgeFigures.ts";
import {Tally} from "./Tally.ts";

export interface MeasuredText {
    /** name of a bundled text, or `given` */
    readonly name: string;
    readonly documents: readonly string[];
}

export interface MeasuredPair {
    readonly model: Pick<SteerableModel, "tokenize" | "detokenize" | "isSpecial" | "readWhole" | "score">;
    readonly modelName: string;
    readonly quantization?: string | undefined;
    /** tokens of one text that fit */
    readonly contextSize: number;
    readonly dictionary: Pick<DictionaryInfo, "id" | "name" | "dModel" | "nFeatures" | "cardL0">;
}

/** Below this a median and a variance say nothing. */
const FEWEST_TOKENS = 16;

/**
 * Measures what a dictionary sees of a model: reads every ordinary token of a text (L0, FVU, dead features, outliers), then scores the text as it is,
 * with the dictionary's reconstruction in the residual's place, and with zero there (CE loss recovered).
 * @throws EngineError `input/invalid` for a text that is too short, and what reading and scoring throw; the signal's reason
 * @see SAEBench, "core" metrics: CE loss score = (CE zero - CE reconstructed) / (CE zero - CE plain)
 */
export async function* measurePair(
    {model, modelName, quantization, contextSize, dictionary}: MeasuredPair,
    text: MeasuredText,
    maxTokens: number,
    signal?: AbortSignal
): AsyncGenerator<PairMeasurement, void, void> {
    const started = performance.now();
    const windows = cutWindows(text.documents, model, contextSize, maxTokens);
    const total = windows.reduce((sum, window) => sum + window.length, 0);
    const tally = new Tally(dictionary);
    const progress = (stage: "reading" | "plain" | "reconstructed" | "zero", done: number): PairMeasurement => ({type: "progress", stage, done, total});

    let done = 0;
    yield progress("reading", 0);
    for (const [i, window] of windows.entries()) {
        const batches: WholeBatch[] = [];
        await model.readWhole(window, dictionary.id, (batch) => batches.push(batch), signal);
        tally.addWindow(i, window, batches, model.isSpecial);
        done += window.length;
        yield progress("reading", done);
    }
    if (tally.nOrdinary < FEWEST_TOKENS)
        throw new EngineError("input/invalid", {detail: `the text has ${tally.nOrdinary} ordinary tokens; at least ${FEWEST_TOKENS} are needed`});

    const losses: number[] = [];
    for (const stage of ["plain", "reconstructed", "zero"] as const) {
        const replace = stage === "plain" ? undefined : {dictionary: dictionary.id, with: stage === "zero" ? ("zero" as const) : ("reconstruction" as const)};
        let nats = 0;
        let tokens = 0;
        done = 0;
        yield progress(stage, 0);
        for (const window of windows) {
            const loss = await crossEntropy(model, window, replace, signal);
            nats += loss.nats;
            tokens += loss.tokens;
            done += window.length;
            yield progress(stage, done);
        }
        losses.push(nats / tokens);
    }
    const [cePlain = 0, ceReconstructed = 0, ceZero = 0] = losses;
    const figures = {...tally.figures, cePlain, ceReconstructed, ceZero, ceRecovered: (ceZero - ceReconstructed) / (ceZero - cePlain)};
    requireNumbers(figures);
    const card = dictionary.cardL0 === undefined ? {} : {l0: dictionary.cardL0};
    const outliers = tally.outliers((window, position) => model.detokenize([windows[window]![position]!]));
    const report: PairReport = {
        id: crypto.randomUUID(),
        at: Date.now(),
        dictionary: dictionary.id,
        dictionaryName: dictionary.name,
        modelName,
        ...(quantization !== undefined && {quantization}),
        text: text.name,
        nTokens: tally.nTokens,
        nOrdinary: tally.nOrdinary,
        figures,
        card,
        outliers,
        l0Histogram: tally.l0Histogram,
        densityHistogram: tally.densityHistogram,
        findings: judgeFigures({figures, card, outliers, nOrdinary: tally.nOrdinary, nFeatures: dictionary.nFeatures}),
        durationMs: performance.now() - started
    };
    yield {type: "report", report};
}

/** A broken model gives NaN, and NaN does not survive JSON. */
function requireNumbers(figures: PairReport["figures"]): void {
    for (const [name, value] of Object.entries(figures)) {
        if (!Number.isFinite(value)) throw new EngineError("model/evaluation-failed", {detail: `${name} came out as ${value}`});
    }
}
