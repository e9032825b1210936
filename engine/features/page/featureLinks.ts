import {EngineError, type Feature, featureId, type Logits} from "../../contract/index.ts";
import {readTensorF32} from "../../dictionaries/readTensorF32.ts";
import {type DecoderNeighbours, decoderNeighbours, type Neighbour as NearFeature} from "../../llama/decoderNeighbours.ts";
import {type LogitLens, openLogitLens} from "../../llama/logitLens.ts";
import {readFeatures} from "../readFeatures.ts";
import {requireDictionary, requireFeature} from "../requireFeature.ts";
import type {FeatureDeps} from "../types.ts";
import {recent} from "./recent.ts";

/** Features whose tokens are remembered: a page that is gone back to shows them at once. */
const READ = 512;
/** Tokens that are read of each, so that a page that shows more need not ask again; the contract's most. */
const TOKENS = 100;

/** The model that a dictionary is loaded with. */
export interface LensModel {
    /** files of the model, in order */
    readonly parts: readonly string[];
    readonly nVocab: number;
    /** special tokens by their names */
    detokenize(tokens: readonly number[]): string;
}

interface LinkDeps extends FeatureDeps {
    /** @throws EngineError `model/not-loaded` */
    readonly model: () => LensModel;
}

export interface Neighbour {
    readonly feature: ReturnType<typeof featureId>;
    readonly label?: string;
    readonly cosine: number;
}

/** What a feature's decoder row says: the tokens it speaks for, and the features that speak alike. What was opened last stays open. */
export function featureLinks(deps: LinkDeps) {
    const {store, gate} = deps;
    const lenses = recent<LogitLens>(1);
    const decoders = recent<DecoderNeighbours>(2);
    const read = recent<Logits>(READ);
    const nearest = recent<readonly NearFeature[]>(READ);

    return {
        /**
         * Tokens that the feature's decoder row promotes and suppresses, strongest first.
         * @throws EngineError `dictionary/not-loaded`, `feature/not-found`, `feature/moderated`, `model/not-loaded`, and what `openLogitLens` throws
         */
        async logits({dictionary, feature, k}: {readonly dictionary: string; readonly feature: number; readonly k: number}): Promise<Logits> {
            const {file} = requireFeature(deps, dictionary, feature);
            const {parts, nVocab, detokenize} = deps.model();
            const {promoted, suppressed} = await read(JSON.stringify([parts[0], file.path, dictionary, feature]), async () => {
                const lens = await lenses(parts[0]!, () => openLogitLens(parts));
                const direction = await readTensorF32(file, file.tensors.decoderWeight, {rows: [feature]});
                const found = await lens.read(direction, TOKENS);
                // the unembedding of some models has rows beyond the vocabulary
                const named = (tokens: typeof found.promoted) =>
                    tokens.filter(({token}) => token < nVocab).map(({token, value}) => ({token, text: detokenize([token]), value}));
                return {promoted: named(found.promoted), suppressed: named(found.suppressed)};
            });
            return {promoted: promoted.slice(0, k), suppressed: suppressed.slice(0, k)};
        },

        /**
         * Features whose decoder rows point nearly where those of the given ones do together.
         * @throws EngineError `dictionary/not-loaded`, `feature/not-found`, `feature/moderated`
         */
        async neighbors({
            dictionary,
            features,
            k
        }: {
            readonly dictionary: string;
            readonly features: readonly number[];
            readonly k: number;
        }): Promise<Neighbour[]> {
            for (const feature of features) requireFeature(deps, dictionary, feature);
            const {file} = requireDictionary(deps, dictionary);
            const isVisible = gate.visible(dictionary);
            // as many more as may be hidden
            const n = k + gate.hidden(dictionary).size;
            const near = await nearest(JSON.stringify([file.id, file.path, n, ...features]), async () => {
                const decoder = await decoders(`${file.id} ${file.path}`, async () => decoderNeighbours(file));
                return decoder.near(features, n);
            });
            const shown = near.filter(({feature}) => isVisible(feature)).slice(0, k);
            const labels = store.labels.ofFeatures(
                dictionary,
                shown.map(({feature}) => feature)
            );
            return shown.map(({feature, cosine}) => {
                const label = labels.get(feature)?.[0]?.description;
                return {feature: featureId(feature), ...(label !== undefined && {label}), cosine};
            });
        },

        /** Features by their numbers, in the order asked; without those that nobody may see. @throws EngineError `dictionary/not-loaded`, `feature/not-found` */
        lookup({dictionary, features}: {readonly dictionary: string; readonly features: readonly number[]}): Promise<Feature[]> {
            const {nFeatures} = requireDictionary(deps, dictionary).file;
            for (const feature of features) if (feature >= nFeatures) throw new EngineError("feature/not-found", {dictionary, feature, nFeatures});
            return readFeatures(deps, dictionary, features);
        }
    };
}
