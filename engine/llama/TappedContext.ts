import type {LlamaContext, LlamaContextOptions, LlamaContextSequence, LlamaModel} from "node-llama-cpp";
import {EngineError} from "../contract/index.ts";
import type {
    NativeDictionary,
    NativeHarvest,
    NativeHarvestRequest,
    NativeScore,
    NativeScoreRequest,
    NativeSet,
    NativeTap,
    NativeWritten
} from "../native/AddonTypes.ts";
import {withContextHooks} from "./addonContext.ts";
import {nativeAddon} from "./nativeAddon.ts";
import {native} from "./nativeErrors.ts";
import type {SequencePlan, Whole} from "./plans.ts";
import {TapHooks} from "./TapHooks.ts";

/** A node-llama-cpp context with a tap: sequences read and edit as their plans say; without plans it costs nothing. */
export class TappedContext {
    readonly context: LlamaContext;
    readonly #tap: NativeTap;
    readonly #hooks: TapHooks;

    private constructor(context: LlamaContext, tap: NativeTap, hooks: TapHooks) {
        this.context = context;
        this.#tap = tap;
        this.#hooks = hooks;
    }

    /**
     * @param threads CPU threads of the persistent pool; the context gets the same number
     * @throws EngineError `native/*`, and what node-llama-cpp throws when memory does not suffice
     */
    static async create(model: LlamaModel, dictionaries: readonly NativeDictionary[], threads: number, options: LlamaContextOptions): Promise<TappedContext> {
        const tap = native(() => new (nativeAddon().Tap)(dictionaries));
        const hooks = new TapHooks(tap, dictionaries.length);
        let context: LlamaContext;
        try {
            context = await withContextHooks(model.llama, hooks, () => model.createContext({...options, threads: {ideal: threads, min: threads}}));
        } catch (error) {
            tap.dispose();
            throw error;
        }
        try {
            // one thread needs no pool: nobody waits for it
            native(() => tap.ready((context as unknown as {_ctx: object})._ctx, threads > 1 ? threads : 0));
        } catch (error) {
            await context.dispose();
            tap.dispose();
            throw error;
        }
        return new TappedContext(context, tap, hooks);
    }

    /** Replaces what a sequence asks; takes effect with its next evaluation. Absent: nothing. */
    plan(sequence: LlamaContextSequence, plan: SequencePlan | undefined): void {
        this.#hooks.plan((sequence as unknown as {readonly _sequenceId: number})._sequenceId, plan);
    }

    /** Scores on this context alone: nothing else may use it, and its memory is cleared. */
    async score(set: NativeSet, request: NativeScoreRequest, signal?: AbortSignal): Promise<NativeScore> {
        this.#hooks.compileTable([set], undefined);
        return this.#alone(() => this.#tap.score(request), signal);
    }

    /** Scores continuations of one beginning, on this context alone: nothing else may use it, and its memory is cleared. */
    async scoreBranches(
        sets: readonly NativeSet[],
        request: Parameters<NativeTap["scoreBranches"]>[0],
        signal?: AbortSignal
    ): Promise<readonly Float32Array[]> {
        this.#hooks.compileTable(sets, undefined);
        return this.#alone(() => this.#tap.scoreBranches(request), signal);
    }

    /** Writes answers behind one beginning, on this context alone: nothing else may use it, and its memory is cleared. */
    async write(sets: readonly NativeSet[], request: Parameters<NativeTap["write"]>[0], signal?: AbortSignal): Promise<readonly NativeWritten[]> {
        this.#hooks.compileTable(sets, undefined);
        return this.#alone(() => this.#tap.write(request), signal);
    }

    /** Reads every feature that fires in texts, on this context alone: nothing else may use it, and its memory is cleared. */
    async harvest(request: NativeHarvestRequest, signal?: AbortSignal): Promise<NativeHarvest> {
        const whole = Array.from({length: request.dictionary + 1}, (_, d): Whole => (d === request.dictionary ? "features" : "none"));
        this.#hooks.compileTable([], {topK: [], watch: [], whole, residualLayer: -1, only: true, readsAt: () => true, onReadout: () => undefined});
        return this.#alone(() => this.#tap.harvest(request), signal);
    }

    /** A long native call that can be cancelled. */
    async #alone<Result>(call: () => Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
        const cancel = () => this.#tap.cancelScore();
        signal?.throwIfAborted();
        signal?.addEventListener("abort", cancel, {once: true});
        try {
            return await call();
        } catch (cause) {
            signal?.throwIfAborted();
            throw new EngineError("model/evaluation-failed", {detail: (cause as Error).message}, {cause});
        } finally {
            signal?.removeEventListener("abort", cancel);
        }
    }

    get deviceBytes(): number {
        return this.#tap.deviceBytes();
    }

    async dispose(): Promise<void> {
        await this.context.dispose();
        this.#tap.dispose();
    }
}
