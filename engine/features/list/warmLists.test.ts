import {describe, expect, it} from "vitest";
import type {EngineStatus} from "../../contract/index.ts";
import {openGate} from "../../moderation/gate.ts";
import {aWorkspace} from "../../store/aWorkspace.ts";
import type {Store} from "../../store/openStore.ts";
import {aDictionary} from "../fixtures/aDictionary.ts";
import {type ListDeps, listFeatures} from "./listFeatures.ts";
import {warmLists} from "./warmLists.ts";

const ready = (...ids: string[]) => ({state: "ready", model: {dictionaries: ids.map((id) => ({id}))}}) as unknown as EngineStatus;

async function* told(...statuses: EngineStatus[]) {
    yield* statuses;
}

function labelled(store: Store): ListDeps {
    store.dictionaries.remember({id: "d", name: "d", path: "d.sae.gguf"});
    store.labels.save("d", "recipe", [{feature: 1, description: "pirates"}]);
    return {
        store,
        dictionary: (id) => (id === "d" ? aDictionary() : undefined),
        gate: openGate(store.moderation),
        matchMeaning: async () => new Uint32Array(0)
    };
}

/** A store that counts how often labels are read for an index. */
function counting(deps: ListDeps): {deps: ListDeps; reads: () => number} {
    let reads = 0;
    const {featureLists} = deps.store;
    const labelsBetween: typeof featureLists.labelsBetween = (...range) => {
        reads++;
        return featureLists.labelsBetween(...range);
    };
    return {deps: {...deps, store: {...deps.store, featureLists: {...featureLists, labelsBetween}}}, reads: () => reads};
}

const input = {dictionary: "d", query: "pirates", by: "words", filters: {}, sort: "match", descending: true, offset: 0, limit: 10} as const;
const never = new AbortController().signal;

describe("warmLists", () => {
    it("reads the labels of a loaded dictionary, so that a list need not, and goes on after one that has gone", async () => {
        using workspace = aWorkspace();
        const {deps, reads} = counting(labelled(workspace.store));
        await warmLists({...deps, statuses: told({state: "empty"}, ready("gone", "d")), quiet: async () => undefined}, never);
        expect(reads()).toBeGreaterThan(0);
        const before = reads();
        expect((await listFeatures(deps, input)).features.map(({feature}) => feature)).toEqual([1]);
        expect(reads()).toBe(before);
    });

    it("reads nothing while an answer is written, and nothing when it was told to end", async () => {
        using workspace = aWorkspace();
        const {deps, reads} = counting(labelled(workspace.store));
        const controller = new AbortController();
        const quiet = (signal: AbortSignal) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
        const warming = warmLists({...deps, statuses: told(ready("d"), ready("d")), quiet}, controller.signal);
        await new Promise((resolve) => setTimeout(resolve, 30));
        controller.abort(new Error("the engine closes"));
        await warming;
        expect(reads()).toBe(0);
    });
});
