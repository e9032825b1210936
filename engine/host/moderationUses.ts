import type {LoadedModel} from "../chat/types.ts";
import {EngineError, type ModerationCategory, type Run} from "../contract/index.ts";
import {readExamples} from "../features/harvest/readExamples.ts";
import {readPolicy} from "../moderation/policy.ts";
import {type ProposeInput, type ProposeModel, proposeExecutor} from "../moderation/proposeExecutor.ts";
import type {Runner} from "../runs/createRunner.ts";
import type {Store} from "../store/openStore.ts";
import {modelLender} from "./modelLender.ts";
import type {StatusFeed} from "./statusFeed.ts";

interface Deps {
    readonly store: Store;
    readonly resources: string;
    readonly status: StatusFeed;
    readonly loaded: () => LoadedModel | undefined;
    readonly quiet: (signal: AbortSignal) => Promise<AbortSignal>;
}

export type ModerationUses = ReturnType<typeof moderationUses>;

/** Examples that a model is shown of a feature: the strongest. */
const EXAMPLES = 4;
/** Questions are scored on a context of at most this many tokens; see `score`. */
const SCORED_TOKENS = 4096;

/** What moderation needs of the model that is loaded: it judges features, one run at a time, and gives way to answers. */
export function moderationUses({store, resources, status, loaded, quiet}: Deps) {
    const lender = modelLender({store, status, loaded, whileLent: "for another run to end"});
    const policy = (): ModerationCategory[] => readPolicy(store, resources);

    async function open(input: ProposeInput, signal: AbortSignal, onWait: (note: string) => void): Promise<ProposeModel> {
        const lent = await lender.open(input, signal, onWait);
        return {...lent, contextSize: Math.min(lent.contextSize, SCORED_TOKENS), examples: (feature) => examplesOf(store, input.dictionary, feature)};
    }

    return {
        policy,
        executor: proposeExecutor({store, policy, open, quiet}),

        /**
         * Begins to have the loaded model propose, or goes on with the same run.
         * @throws EngineError `model/not-loaded`, `dictionary/not-loaded`
         */
        begin(runs: Runner, {dictionary, limit}: {readonly dictionary: string; readonly limit: number}): Run {
            const now = status.get();
            if (now.state !== "ready") throw new EngineError("model/not-loaded", {});
            const info = now.model.dictionaries.find(({id}) => id === dictionary);
            if (info === undefined) throw new EngineError("dictionary/not-loaded", {dictionary});
            const input: ProposeInput = {modelId: now.modelId, dictionary, limit};
            return runs.startOnce({kind: "propose", title: info.name, input});
        },

        stopAll: lender.stopAll
    };
}

/** Texts around the tokens on which a feature fires most strongly; none where nothing was harvested. */
function examplesOf(store: Store, dictionary: string, feature: number): string[] {
    const harvest = store.harvests.current(dictionary);
    if (harvest === undefined) return [];
    const strongest = readExamples(store, harvest.id, feature).filter(({place}) => place === "top");
    return strongest.slice(0, EXAMPLES).map(({tokens}) => tokens.map(({text}) => text).join(""));
}
