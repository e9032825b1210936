import {describe, expect, it} from "vitest";
import {harvestKills} from "./harvestKills.ts";

describe("a harvest whose process is killed", {timeout: 240_000}, () => {
    it("goes on where it was and ends with the same numbers", async () => {
        const {kills, whole, killed} = await harvestKills({kills: 2, maxTokens: 3000});
        expect(kills).toBe(2);
        expect(killed).toBe(whole);
    });
});
