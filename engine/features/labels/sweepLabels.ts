import {setImmediate as nextTurn} from "node:timers/promises";
import type {Store} from "../../store/openStore.ts";

/** Deletes what an import or a removal set aside, in steps that hold nobody up. What is left when the engine ends goes when it begins again. */
export async function sweepLabels(store: Store, number: number): Promise<void> {
    while (store.labelImports.sweep(number, 64) > 0) await nextTurn();
}
