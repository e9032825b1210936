import {describe, expect, it} from "vitest";
import {mutatedFormats, tryMutation} from "./fixtures/mutations/tryMutation.ts";
import {scratchFolder} from "./fixtures/scratchFolder.ts";

/** In full, with a cap on memory: `npm run saelor -- bench mutations`. */
const SAMPLE = 30;

describe("looking at and converting spoilt dictionaries", () => {
    it.each(mutatedFormats)("ends in a coded error or a sound dictionary, never in anything else, and soon: %s", async (format) => {
        const folder = await scratchFolder();
        const results = new Set<string>();
        for (let seed = 0; seed < SAMPLE; seed++) {
            const {what, ms, outcome} = await tryMutation(format, seed, folder);
            if (outcome.result === "broken") expect.fail(`seed ${seed}, ${what}: ${outcome.detail}`);
            // Ten times what is asked for: the machine may be busy.
            expect(ms, `seed ${seed}, ${what}`).toBeLessThan(20_000);
            results.add(outcome.result);
        }
        expect(results).toContain("error");
    });
});
