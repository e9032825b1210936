import {describe, expect, it} from "vitest";
import {FairMutex} from "./FairMutex.ts";

describe("FairMutex", () => {
    it("lets in one at a time, in the order asked", async () => {
        const mutex = new FairMutex();
        const order: string[] = [];
        const visit = async (name: string) => {
            const release = await mutex.acquire();
            order.push(`${name} in`);
            await new Promise((resolve) => setTimeout(resolve, 2));
            order.push(`${name} out`);
            release?.();
        };
        await Promise.all([visit("a"), visit("b"), visit("c")]);
        expect(order).toEqual(["a in", "a out", "b in", "b out", "c in", "c out"]);
    });

    it("gives up the place of one that is aborted, and keeps the others apart", async () => {
        const mutex = new FairMutex();
        const first = await mutex.acquire();
        const controller = new AbortController();
        const second = mutex.acquire(controller.signal);
        const third = mutex.acquire();
        controller.abort();
        expect(await second).toBeUndefined();
        let isThirdIn = false;
        third.then(() => {
            isThirdIn = true;
        });
        await new Promise((resolve) => setTimeout(resolve, 5));
        expect(isThirdIn).toBe(false);
        first?.();
        expect(await third).toBeTypeOf("function");
    });

    it("lets nobody in whose signal is aborted already", async () => {
        const mutex = new FairMutex();
        expect(await mutex.acquire(AbortSignal.abort())).toBeUndefined();
        expect(await mutex.acquire()).toBeTypeOf("function");
    });
});
