import type {Store} from "../../store/openStore.ts";

const turns = new WeakMap<Store, Promise<void>>();

/** Imports into one store go one after the other: each compares with what the one before it left. @returns ends the turn */
export async function waitForTurn(store: Store): Promise<() => void> {
    const mine = Promise.withResolvers<void>();
    const before = turns.get(store);
    turns.set(store, mine.promise);
    await before;
    return mine.resolve;
}
