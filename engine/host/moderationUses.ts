import {FairMutex} from "../chat/FairMutex.ts";
import type {LoadedModel} from "../chat/types.ts";
import {EngineError, type EngineStatus, type ModerationCategory, type Run} from "../contract/index.ts";
import {readExamples} from "../features/harvest/readExamples.ts";
import {readPolicy} from "../moderation/policy.ts";
import {type ProposeInput, type ProposeModel, proposeExecutor} from "../moderation/proposeExecutor.ts";
import type {Runner} from "../runs/createRunner.ts";
import type {Store} from "../store/openStore.ts";
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
    const turnstile = new FairMutex();
    let leased: {readonly gone: AbortController; readonly returned: Promise<void>} | undefined;
    const policy = (): ModerationCategory[] => readPolicy(store, resources);

    function isReady({modelId, dictionary}: ProposeInput, now = status.get()): now is EngineStatus & {state: "ready"} {
        return now.state === "ready" && now.modelId === modelId && loaded()?.dictionaries.includes(dictionary) === true;
    }

    async function open(input: ProposeInput, signal: AbortSignal, onWait: (note: string) => void): Promise<ProposeModel> {
        const name = store.dictionaries.find(input.dictionary)?.name ?? input.dictionary;
        for (;;) {
            for await (const now of status.follow(signal)) {
                if (isReady(input, now)) break;
                onWait(`for the model to be loaded with ${name}`);
            }
            signal.throwIfAborted();
            if (leased !== undefined) onWait("for another run to end");
            const release = await turnstile.acquire(signal);
            if (release === undefined) throw signal.reason;
            const now = status.get();
            if (isReady(input, now)) return lease(input.dictionary, now, release);
            release();
        }
    }

    function lease(dictionary: string, {model: info}: EngineStatus & {state: "ready"}, release: () => void): ProposeModel {
        const gone = new AbortController();
        const {promise: returned, resolve} = Promise.withResolvers<void>();
        const mine = {gone, returned};
        leased = mine;
        const {id, nFeatures} = info.dictionaries.find((one) => one.id === dictionary)!;
        return {
            model: loaded()!.model,
            name: info.name,
            dictionary: {id, nFeatures},
            contextSize: Math.min(info.contextSize, SCORED_TOKENS),
            gone: gone.signal,
            examples: (feature) => examplesOf(store, dictionary, feature),
            giveBack() {
                if (leased === mine) leased = undefined;
                resolve();
                release();
            }
        };
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

        /** Ends what reads from the model, in an orderly way, before it goes; the run waits until it is there again. */
        async stopAll(): Promise<void> {
            leased?.gone.abort(new EngineError("model/not-loaded", {}));
            await leased?.returned;
        }
    };
}

/** Texts around the tokens on which a feature fires most strongly; none where nothing was harvested. */
function examplesOf(store: Store, dictionary: string, feature: number): string[] {
    const harvest = store.harvests.current(dictionary);
    if (harvest === undefined) return [];
    const strongest = readExamples(store, harvest.id, feature).filter(({place}) => place === "top");
    return strongest.slice(0, EXAMPLES).map(({tokens}) => tokens.map(({text}) => text).join(""));
}
