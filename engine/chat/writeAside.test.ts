import {describe, expect, it} from "vitest";
import {DEFAULT_SAMPLING} from "../contract/index.ts";
import {FairMutex} from "./FairMutex.ts";
import {aModel, type Script} from "./fixtures/aModel.ts";
import {Generations} from "./Generations.ts";
import {writeAside} from "./writeAside.ts";

const REQUEST = {turns: [{role: "user" as const, content: "hi"}], steering: {edits: [], scope: "answer" as const}, sampling: DEFAULT_SAMPLING};

function aside(script: Script = {}) {
    const model = aModel(script);
    const deps = {loaded: () => model.loaded, generations: new Generations(), turnstile: new FairMutex()};
    return {...model, ...deps, write: (signal?: AbortSignal) => writeAside(deps, REQUEST, signal)};
}

describe("writeAside", () => {
    it("gives the whole text, and waits for its turn", async () => {
        const {write, mostActive, turnstile} = aside();
        const release = await turnstile.acquire();
        const both = Promise.all([write(), write()]);
        await new Promise((resolve) => setTimeout(resolve, 20));
        expect(mostActive()).toBe(0);
        release!();
        expect(await both).toEqual(["You said: hi [plain]", "You said: hi [plain]"]);
        expect(mostActive()).toBe(1);
    });

    it("ends with the signal's reason when its reader leaves, also while it waits, and keeps nobody waiting", async () => {
        const {write, turnstile} = aside({delayMs: 20});
        const release = await turnstile.acquire();
        const reader = new AbortController();
        const waiting = write(reader.signal);
        reader.abort(new Error("left"));
        await expect(waiting).rejects.toThrow("left");
        release!();
        const writing = new AbortController();
        setTimeout(() => writing.abort(new Error("left too")), 30);
        await expect(write(writing.signal)).rejects.toThrow("left too");
        expect(await write()).toBe("You said: hi [plain]");
    });

    it("is stopped before the model goes, and says so", async () => {
        const {write, generations} = aside({delayMs: 20});
        const writing = write();
        const refused = expect(writing).rejects.toMatchObject({code: "model/not-loaded"});
        await new Promise((resolve) => setTimeout(resolve, 30));
        await generations.stopAll();
        await refused;
    });

    it("counts as an answer to which background work gives way, and frees all when the model fails", async () => {
        const {write, generations} = aside({failAfter: 1});
        const quiet = await generations.quiet(new AbortController().signal);
        await expect(write()).rejects.toMatchObject({code: "model/evaluation-failed"});
        expect(quiet.aborted).toBe(true);
        expect((await generations.quiet(AbortSignal.timeout(5000))).aborted).toBe(false);
    });
});
