import {setTimeout} from "node:timers/promises";
import {describe, expect, it} from "vitest";
import {Generations} from "./Generations.ts";

const never = new AbortController().signal;

describe("Generations.quiet", () => {
    it("waits until every answer has ended, and tells when the next begins", async () => {
        const generations = new Generations();
        const [first, second] = [await generations.begin("a"), await generations.begin("b")];
        let quiet: AbortSignal | undefined;
        const waiting = generations.quiet(never).then((signal) => {
            quiet = signal;
        });
        first.end();
        await setTimeout(5);
        expect(quiet).toBeUndefined();
        second.end();
        await waiting;
        expect(quiet!.aborted).toBe(false);
        await generations.begin("a");
        expect(quiet!.aborted).toBe(true);
    });

    it("stops waiting when it is told to", async () => {
        const generations = new Generations();
        await generations.begin("a");
        const controller = new AbortController();
        const waiting = generations.quiet(controller.signal);
        controller.abort(new Error("enough"));
        await expect(waiting).rejects.toThrow("enough");
    });
});
