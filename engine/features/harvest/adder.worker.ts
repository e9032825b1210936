import {parentPort, workerData} from "node:worker_threads";
import type {Harvested} from "../../llama/types.ts";
import {type HarvestCounters, type HarvestedText, HarvestState} from "./HarvestState.ts";

/** What `HarvestAdder` begins it with: the memory of a state, in the order in which its constructor asked for it. */
export interface AdderData {
    readonly nFeatures: number;
    readonly memory: readonly SharedArrayBuffer[];
}

export interface AdderRequest {
    readonly texts: readonly HarvestedText[];
    readonly harvested: Harvested;
    /** the arrays were filled from elsewhere, and these are the counters that belong to them */
    readonly restored?: HarvestCounters;
}

/** A thread that adds batches up in memory that it shares, and answers each with the counters after it. */
const {nFeatures, memory} = workerData as AdderData;
let used = 0;
const state = new HarvestState(nFeatures, () => memory[used++]!);
parentPort!.on("message", ({texts, harvested, restored}: AdderRequest) => {
    if (restored !== undefined) state.restore(restored);
    state.add(texts, harvested);
    parentPort!.postMessage(state.counters());
});
