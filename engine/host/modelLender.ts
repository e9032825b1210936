import {FairMutex} from "../chat/FairMutex.ts";
import type {LoadedModel} from "../chat/types.ts";
import {EngineError, type EngineStatus} from "../contract/index.ts";
import type {Store} from "../store/openStore.ts";
import type {StatusFeed} from "./statusFeed.ts";

/** A pair that a run was begun with. */
interface WantedPair {
    readonly modelId: string;
    readonly dictionary: string;
}

/** The loaded model, for one run at a time; it does not go before it is given back. */
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
    /** what a run is told that waits for its turn: `for another harvest to end` */
    readonly whileLent: string;
}

/** Lends the loaded model to long runs of one kind, one at a time; those of other models wait for theirs. */
export function modelLender({store, status, loaded, whileLent}: Deps) {
    const turnstile = new FairMutex();
    let lent: {readonly gone: AbortController; readonly returned: Promise<void>} | undefined;

    function isReady({modelId, dictionary}: WantedPair, now = status.get()): now is EngineStatus & {state: "ready"} {
        return now.state === "ready" && now.modelId === modelId && loaded()?.dictionaries.includes(dictionary) === true;
    }

    function lend(dictionary: string, {model: info}: EngineStatus & {state: "ready"}, release: () => void): LentModel {
        const gone = new AbortController();
        const {promise: returned, resolve} = Promise.withResolvers<void>();
        const mine = {gone, returned};
        lent = mine;
        const {id, nFeatures} = info.dictionaries.find((one) => one.id === dictionary)!;
        return {
            model: loaded()!.model,
            name: info.name,
            dictionary: {id, nFeatures},
            contextSize: info.contextSize,
            gone: gone.signal,
            giveBack() {
                if (lent === mine) lent = undefined;
                resolve();
                release();
            }
        };
    }

    return {
        /** Resolves when the pair is loaded and nobody else has it. @throws the signal's reason */
        async open(wanted: WantedPair, signal: AbortSignal, onWait: (note: string) => void): Promise<LentModel> {
            const name = store.dictionaries.find(wanted.dictionary)?.name ?? wanted.dictionary;
            for (;;) {
                for await (const now of status.follow(signal)) {
                    if (isReady(wanted, now)) break;
                    onWait(`for the model to be loaded with ${name}`);
                }
                signal.throwIfAborted();
                if (lent !== undefined) onWait(whileLent);
                const release = await turnstile.acquire(signal);
                if (release === undefined) throw signal.reason;
                const now = status.get();
                if (isReady(wanted, now)) return lend(wanted.dictionary, now, release);
                release();
            }
        },

        /** Ends what reads from the model, in an orderly way, before it goes; the run waits until it is there again. */
        async stopAll(): Promise<void> {
            lent?.gone.abort(new EngineError("model/not-loaded", {}));
            await lent?.returned;
        }
    };
}
