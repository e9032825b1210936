import {describe, expect, it} from "vitest";
import {PLANS} from "../../../../engine/autosteer/plans.ts";
import {modes} from "./modes.ts";

describe("modes", () => {
    it.each(["fast", "full"] as const)("says of %s what the engine plans", (mode) => {
        const {candidates, prompts, budgetTokens} = PLANS[mode];
        expect(modes[mode]).toEqual({candidates, pairs: prompts, tokens: budgetTokens});
    });
});
