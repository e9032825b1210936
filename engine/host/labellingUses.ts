import type {LoadedModel} from "../chat/types.ts";
import {EngineError, isEngineError, type Labeller, type Labelling, type LabellingEstimate, type Run} from "../contract/index.ts";
import {anthropicWriter} from "../features/labelling/anthropicWriter.ts";
import {estimateLabelling} from "../features/labelling/estimateLabelling.ts";
import {type LentPair, labelExecutor, requireHarvest, type WriterOptions} from "../features/labelling/labelExecutor.ts";
import {loadedWriter} from "../features/labelling/loadedWriter.ts";
import {openaiWriter} from "../features/labelling/openaiWriter.ts";
import type {LabelWriter} from "../features/labelling/types.ts";
import type {featureLinks} from "../features/page/featureLinks.ts";
import {requireDictionary} from "../features/requireFeature.ts";
import type {FeatureDeps} from "../features/types.ts";
import type {Runner} from "../runs/createRunner.ts";
import {type LabellerKeys, requireEndpoint} from "./labellerKeys.ts";
import {type LentModel, modelLender} from "./modelLender.ts";
import type {StatusFeed} from "./statusFeed.ts";

interface Deps {
    readonly features: FeatureDeps;
    readonly links: Pick<ReturnType<typeof featureLinks>, "logits" | "neighbors">;
    readonly status: StatusFeed;
    readonly loaded: () => LoadedModel | undefined;
    readonly quiet: (signal: AbortSignal) => Promise<AbortSignal>;
    readonly keys: () => LabellerKeys;
    readonly onLabelled: (dictionary: string) => void;
}

/** Room for a prompt with its answer; more takes memory, and no prompt is that long. */
const MOST_TOKENS = 4096;

export type LabellingUses = ReturnType<typeof labellingUses>;

/** Having models describe features of the pair that is loaded. */
export function labellingUses({features, links, status, loaded, quiet, keys, onLabelled}: Deps) {
    const {store, gate} = features;
    const lender = modelLender({store, status, loaded});

    function asPair(lent: LentModel): LentPair {
        const {id: dictionary, nFeatures} = lent.dictionary;
        return {
            ...lent,
            name: loaded()!.name,
            dictionary: {id: dictionary, name: requireDictionary(features, dictionary).file.name, nFeatures},
            contextSize: Math.min(lent.contextSize, MOST_TOKENS),
            neighbours: async (feature, k) => (await links.neighbors({dictionary, features: [feature], k})).map((one) => one.feature),
            promoted: async (feature, k) => {
                try {
                    return (await links.logits({dictionary, feature, k})).promoted.map(({text}) => text);
                } catch (error) {
                    // a model whose unembedding can't be read has labels all the same
                    if (isEngineError(error, "model/load-failed")) return [];
                    throw error;
                }
            }
        };
    }

    const open = async (dictionary: string, signal: AbortSignal, onWait: (note: string) => void): Promise<LentPair> =>
        asPair(await lender.open({dictionary}, signal, onWait));

    function writer(labeller: Labeller, {pair, giveWay, onWait}: WriterOptions): LabelWriter {
        if (labeller.kind === "loaded") return loadedWriter({pair, giveWay});
        const {baseUrl, model} = labeller;
        const options = {baseUrl, model, key: () => keys().read(baseUrl), onWait};
        return labeller.kind === "openai" ? openaiWriter(options) : anthropicWriter(options);
    }

    /** @throws EngineError `dictionary/not-loaded`, `feature/not-harvested`, `feature/not-found`, `feature/moderated` where only hidden ones are named, `input/invalid` */
    function check(input: Labelling): Labelling {
        const {nFeatures} = requireDictionary(features, input.dictionary).file;
        requireHarvest(store, input.dictionary);
        const named = input.features === undefined ? undefined : [...new Set(input.features)];
        for (const feature of named ?? [])
            if (feature >= nFeatures) throw new EngineError("feature/not-found", {dictionary: input.dictionary, feature, nFeatures});
        const visible = gate.visible(input.dictionary);
        if (named?.length && !named.some(visible)) gate.requireVisible(input.dictionary, named[0]!, "label");
        const {labeller} = input;
        return {
            ...input,
            ...(named !== undefined && {features: named}),
            labeller: labeller.kind === "loaded" ? labeller : {...labeller, baseUrl: requireEndpoint(labeller.baseUrl)}
        };
    }

    return {
        executor: labelExecutor({store, open, quiet, writer, visible: (dictionary) => gate.visible(dictionary), onLabelled}),

        /** Begins, or goes on with the same run. Throws as `check` does. */
        begin(runs: Runner, input: Labelling): Run {
            const checked = check(input);
            const {name} = requireDictionary(features, input.dictionary).file;
            return runs.startOnce({kind: "label", title: `${what(checked)} of ${name}, by ${who(checked.labeller, loaded()?.name)}`, input: checked});
        },

        /** Throws as `check` does, `model/not-loaded`, and what the model throws. */
        async estimate(input: Labelling, signal: AbortSignal = new AbortController().signal): Promise<LabellingEstimate> {
            const checked = check(input);
            const pair = asPair(lender.lendNow(input.dictionary));
            try {
                const harvest = requireHarvest(store, input.dictionary);
                return await estimateLabelling({store, pair, harvest, visible: gate.visible(input.dictionary)}, checked, AbortSignal.any([signal, pair.gone]));
            } finally {
                pair.giveBack();
            }
        },

        stopAll: lender.stopAll
    };
}

function what({features, limit}: Labelling): string {
    if (features === undefined) return `up to ${limit} features`;
    return features.length === 1 ? `feature ${features[0]}` : `${features.length} features`;
}

/** Where something leaves the machine, the title says where to. */
const who = (labeller: Labeller, loaded = "the loaded model") =>
    labeller.kind === "loaded" ? loaded : `${labeller.model} at ${new URL(labeller.baseUrl).host}`;
