import {FairMutex} from "../chat/FairMutex.ts";
import type {LoadedModel} from "../chat/types.ts";
import {EngineError, type EngineStatus} from "../contract/index.ts";
import type {Store} from "../store/openStore.ts";
import type {StatusFeed} from "./statusFeed.ts";

/** A pair that a run was begun with. */
interface WantedPair {
    /** absent: whichever is loaded with the dictionary */
    readonly modelId?: string;
    readonly dictionary: string;
}

/** The loaded model; it does not go before it is given back. */
export interface LentModel {
    readonly model: LoadedModel["model"];
    readonly name: string;
    readonly dictionary: {readonly id: string; readonly nFeatures: number};
    /** tokens of a text that fit */
    readonly contextSize: number;
    /** aborted when the model is to go */
    readonly gone: AbortSignal;
    giveBack(): void;
}

interface Deps {
    readonly store: Pick<Store, "dictionaries">;
    readonly status: StatusFeed;
    readonly loaded: () => LoadedModel | undefined;
    /** what a run is told that waits for its turn: `for another harvest to end`; absent: several may have the model at a time */
    readonly whileLent?: string;
}

/** Lends the loaded model to long runs of one kind; those of other models wait for theirs. */
export function modelLender({store, status, loaded, whileLent}: Deps) {
    const turnstile = whileLent === undefined ? undefined : new FairMutex();
    const lent = new Set<{readonly gone: AbortController; readonly returned: Promise<void>}>();

    function isReady({modelId, dictionary}: WantedPair, now = status.get()): now is EngineStatus & {state: "ready"} {
        return now.state === "ready" && (modelId ?? now.modelId) === now.modelId && loaded()?.dictionaries.includes(dictionary) === true;
    }

    function lend(dictionary: string, {model: info}: EngineStatus & {state: "ready"}, release?: () => void): LentModel {
        const gone = new AbortController();
        const {promise: returned, resolve} = Promise.withResolvers<void>();
        const mine = {gone, returned};
        lent.add(mine);
        const {id, nFeatures} = info.dictionaries.find((one) => one.id === dictionary)!;
        return {
            model: loaded()!.model,
            name: info.name,
            dictionary: {id, nFeatures},
            contextSize: info.contextSize,
            gone: gone.signal,
            giveBack() {
                lent.delete(mine);
                resolve();
                release?.();
            }
        };
    }

    return {
        /** Resolves when the pair is loaded and, where it is lent to one at a time, nobody else has it. @throws the signal's reason */
        async open(wanted: WantedPair, signal: AbortSignal, onWait: (note: string) => void): Promise<LentModel> {
            const name = store.dictionaries.find(wanted.dictionary)?.name ?? wanted.dictionary;
            for (;;) {
                for await (const now of status.follow(signal)) {
                    if (isReady(wanted, now)) break;
                    onWait(`for ${wanted.modelId === undefined ? "a" : "the"} model to be loaded with ${name}`);
                }
                signal.throwIfAborted();
                if (whileLent !== undefined && lent.size > 0) onWait(whileLent);
                const release = await turnstile?.acquire(signal);
                if (turnstile !== undefined && release === undefined) throw signal.reason;
                const now = status.get();
                if (isReady(wanted, now)) return lend(wanted.dictionary, now, release);
                release?.();
            }
        },

        /** For a moment, beside whoever has it. @throws EngineError `model/not-loaded`, also where it is loaded without the dictionary */
        lendNow(dictionary: string): LentModel {
            const now = status.get();
            if (!isReady({dictionary}, now)) throw new EngineError("model/not-loaded", {});
            return lend(dictionary, now);
        },

        /** Ends what uses the model, in an orderly way, before it goes; the runs wait until it is there again. */
        async stopAll(): Promise<void> {
            for (const {gone} of lent) gone.abort(new EngineError("model/not-loaded", {}));
            await Promise.all([...lent].map(({returned}) => returned));
        }
    };
}
