import {Worker} from "node:worker_threads";
import {EngineError} from "../../contract/index.ts";
import type {Harvested} from "../../llama/types.ts";
import type {AdderData, AdderRequest} from "./adder.worker.ts";
import {type HarvestCounters, type HarvestedText, HarvestState} from "./HarvestState.ts";

interface Waiting {
    readonly resolve: (counters: HarvestCounters) => void;
    readonly reject: (cause: unknown) => void;
}

/**
 * Adds batches up on a thread of its own, so that the model reads the next one meanwhile and the process answers everybody else. The state's arrays are shared
 * with that thread, not copied: they are whole whenever nothing is being added.
 */
export class HarvestAdder {
    readonly state: HarvestState;
    readonly #worker: Worker;
    #restored: HarvestCounters | undefined;
    #waiting: Waiting | undefined;
    /** why the thread ended */
    #ended: unknown;

    constructor(nFeatures: number) {
        const memory: SharedArrayBuffer[] = [];
        this.state = new HarvestState(nFeatures, (bytes) => {
            const shared = new SharedArrayBuffer(bytes);
            memory.push(shared);
            return shared;
        });
        const data: AdderData = {nFeatures, memory};
        this.#worker = new Worker(new URL("./adder.worker.ts", import.meta.url), {workerData: data, name: "harvest"});
        this.#worker.on("message", (counters: HarvestCounters) => this.#waiting?.resolve(counters));
        this.#worker.on("error", (cause) => this.#end(cause));
        this.#worker.on("exit", (code) => this.#end(`its thread ended with ${code}`));
    }

    /** Takes counters that belong to what the state's arrays were filled with, while nothing is being added. */
    restore(counters: HarvestCounters): void {
        this.state.restore(counters);
        this.#restored = counters;
    }

    /**
     * One batch; the next may be handed over when it is in the state, at which nobody may look before.
     * @throws EngineError `engine/internal`
     */
    async add(texts: readonly HarvestedText[], harvested: Harvested): Promise<void> {
        const request: AdderRequest = {texts, harvested, ...(this.#restored !== undefined && {restored: this.#restored})};
        this.#restored = undefined;
        try {
            const counters = await new Promise<HarvestCounters>((resolve, reject) => {
                if (this.#ended !== undefined) throw this.#ended;
                this.#waiting = {resolve, reject};
                this.#worker.postMessage(request);
            });
            this.state.restore(counters);
        } catch (cause) {
            throw new EngineError("engine/internal", {detail: `adding up a harvest: ${String(cause)}`}, {cause});
        } finally {
            this.#waiting = undefined;
        }
    }

    async close(): Promise<void> {
        await this.#worker.terminate();
    }

    #end(cause: unknown): void {
        this.#ended ??= cause;
        this.#waiting?.reject(this.#ended);
    }
}
