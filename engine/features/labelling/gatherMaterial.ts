import type {Store} from "../../store/openStore.ts";
import {AFTER, BEFORE} from "../harvest/BestExamples.ts";
import type {ChosenExample} from "../harvest/chooseExamples.ts";
import {decodeExamples} from "../harvest/exampleBytes.ts";
import {mixHash} from "../harvest/mixHash.ts";
import {showPassage} from "./showPassage.ts";
import {POSITIVES, splitExamples} from "./splitExamples.ts";
import {firesWithin, type TextReadings, tokensOf} from "./TextReadings.ts";
import type {LabellingPair, Material, Passage, Question} from "./types.ts";

const PROMOTED = 10;
const NEAR_MISSES = 5;
const NEIGHBOUR_QUESTIONS = 5;
const RANDOM_QUESTIONS = 5;
/** Neighbours whose passages are looked through, and how many passages of each. */
const NEIGHBOURS = 16;
const PASSAGES_OF_EACH = 3;
/** Passages whose texts are read at once: one call of the harvester. */
const STEP = 8;
/** Texts from which random passages are taken: few, so that they are read once for a whole run. */
const RANDOM_TEXTS = 64;

export interface MaterialSource {
    readonly store: Pick<Store, "harvests" | "labelling">;
    readonly pair: LabellingPair;
    /** id of the harvest */
    readonly harvest: string;
    readonly readings: TextReadings;
}

interface Place {
    readonly text: number;
    readonly position: number;
}

/**
 * What is known of a feature from its harvest, as a labeller is shown it. That a feature does not fire in a passage is read from the model, as the store keeps only
 * where features fire most. Everything is chosen in the same way each time.
 * @returns undefined where the feature never fired
 */
export async function gatherMaterial(source: MaterialSource, feature: number, signal: AbortSignal): Promise<Material | undefined> {
    const {store, pair, harvest} = source;
    const harvested = store.harvests.feature(harvest, feature);
    if (harvested === undefined || harvested.count === 0) return undefined;
    const {explained, asked} = splitExamples(decodeExamples(harvested.examples));
    const passages = examplePassages(source, [...explained, ...asked], harvested.max);
    const of = (example: ChosenExample) => passages.get(example) ?? [];
    const near = await neighbourPassages(source, feature, signal);
    const far = await randomPassages(source, feature, RANDOM_QUESTIONS + Math.max(0, NEIGHBOUR_QUESTIONS + NEAR_MISSES - near.length), signal);
    // a description is tried on near misses first: without them every label looks good
    const tried = near.slice(0, NEIGHBOUR_QUESTIONS);
    const negatives = POSITIVES - tried.length;
    const questions: Question[] = [
        ...asked.flatMap(of).map((passage) => ({passage, kind: "fires" as const})),
        ...tried.map((passage) => ({passage, kind: "neighbour" as const})),
        ...far.slice(0, negatives).map((passage) => ({passage, kind: "random" as const}))
    ];
    const promoted = await pair.promoted(feature, PROMOTED);
    return {
        feature,
        examples: explained.toSorted((a, b) => b.value - a.value).flatMap(of),
        nearMisses: near.slice(NEIGHBOUR_QUESTIONS, NEIGHBOUR_QUESTIONS + NEAR_MISSES),
        promoted: promoted.map((text) => text.trim()).filter((text) => text !== ""),
        questions: questions.toSorted((a, b) => orderOf(feature, a.passage) - orderOf(feature, b.passage))
    };
}

const orderOf = (feature: number, {text, from}: Passage) => mixHash(feature, text, from);

function examplePassages({store, pair, harvest}: MaterialSource, examples: readonly ChosenExample[], max: number): Map<ChosenExample, Passage> {
    const texts = new Map(store.harvests.texts(harvest, [...new Set(examples.map(({context}) => context))]).map(({text, tokens}) => [text, tokensOf(tokens)]));
    const found = new Map<ChosenExample, Passage>();
    for (const example of examples) {
        const {context: text, position, window} = example;
        const tokens = texts.get(text);
        if (tokens === undefined) continue;
        const [from, to] = windowAround(position, tokens.length);
        const values = Array.from(window.subarray(from - position + BEFORE, to - position + BEFORE));
        found.set(example, showPassage(pair.model, {text, from, tokens: tokens.slice(from, to), values, max}));
    }
    return found;
}

/** Passages in which neighbours fire and this feature does not, of the nearest neighbours first, of each its strongest first. */
async function neighbourPassages(source: MaterialSource, feature: number, signal: AbortSignal): Promise<Passage[]> {
    const {store, pair, harvest} = source;
    const examples = (await pair.neighbours(feature, NEIGHBOURS)).map((neighbour) => {
        const bytes = store.harvests.feature(harvest, neighbour)?.examples;
        return bytes === undefined ? [] : decodeExamples(bytes).filter(({place}) => place === "top");
    });
    const places: Place[] = [];
    for (let rank = 0; rank < PASSAGES_OF_EACH; rank++)
        for (const own of examples) {
            const example = own[rank];
            if (example !== undefined && !places.some(({text, position}) => text === example.context && Math.abs(position - example.position) < AFTER))
                places.push({text: example.context, position: example.position});
        }
    return silentPassages(source, feature, places, NEIGHBOUR_QUESTIONS + NEAR_MISSES, signal);
}

/** Passages from anywhere in which the feature does not fire; never two of one text. */
async function randomPassages(source: MaterialSource, feature: number, n: number, signal: AbortSignal): Promise<Passage[]> {
    const {store, harvest} = source;
    const texts = store.labelling.texts(harvest);
    const step = Math.max(1, Math.floor(texts.length / RANDOM_TEXTS));
    const pool = texts.filter((_, i) => i % step === 0).slice(0, RANDOM_TEXTS);
    const drawn = pool.toSorted((a, b) => mixHash(feature, a, 1) - mixHash(feature, b, 1));
    return silentPassages(
        source,
        feature,
        drawn.map((text) => ({text, position: mixHash(feature, text, 2)})),
        n,
        signal
    );
}

/** @param places a position beyond a text's end is taken modulo its length */
async function silentPassages(source: MaterialSource, feature: number, places: readonly Place[], n: number, signal: AbortSignal): Promise<Passage[]> {
    const {readings, pair} = source;
    const found: Passage[] = [];
    for (let first = 0; first < places.length && found.length < n; first += STEP) {
        const some = places.slice(first, first + STEP);
        const read = await readings.read(
            some.map(({text}) => text),
            signal
        );
        for (const {text, position} of some) {
            const reading = read.get(text);
            if (reading === undefined || reading.tokens.length < 2) continue;
            const {tokens} = reading;
            const [from, to] = windowAround(position % tokens.length, tokens.length);
            if (firesWithin(reading, feature, from, to)) continue;
            found.push(showPassage(pair.model, {text, from, tokens: tokens.slice(from, to)}));
        }
    }
    return found.filter(({plain}) => plain !== "").slice(0, n);
}

const windowAround = (position: number, length: number) => [Math.max(0, position - BEFORE), Math.min(length, position + AFTER + 1)] as const;
