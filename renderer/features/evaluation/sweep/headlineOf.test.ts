import {describe, expect, it} from "vitest";
import type {Advantage} from "../../../../engine/contract/evaluation.ts";
import {headlineOf} from "./headlineOf.ts";

const told = (flag: Advantage["told"], by = 30): Advantage => ({by, error: 4, prompts: 4, told: flag});
const [above, below, same, unclear] = [told("above"), told("below", -30), told("same", 1), told("unclear", -15)];

describe("headlineOf", () => {
    it("is good where steering beats asking for it, and where it does as well", () => {
        expect(headlineOf({unsteered: above, prompt: above, random: above})).toEqual({text: "Steering beats asking for it.", tone: "good"});
        expect(headlineOf({unsteered: above, prompt: same, random: above})).toEqual({text: "Steering works, as well as asking for it does.", tone: "good"});
        expect(headlineOf({unsteered: above})?.tone).toBe("good");
    });

    it("says it where asking for it works better, and where too few prompts can tell", () => {
        expect(headlineOf({unsteered: above, prompt: below, random: above})?.text).toBe("Steering works, but asking for it works better.");
        expect(headlineOf({unsteered: above, prompt: unclear, random: above})).toEqual({
            text: "Steering works. 4 prompts can’t tell whether asking for it works better.",
            tone: "unsure"
        });
        expect(headlineOf({unsteered: unclear, prompt: below})?.text).toBe("4 prompts can’t tell whether steering beats not steering.");
    });

    it("is bad where nothing is gained, or a random feature does it too, whatever prompting does", () => {
        expect(headlineOf({unsteered: same, prompt: below})).toEqual({
            text: "Steering does no better than not steering; asking for it does better.",
            tone: "bad"
        });
        expect(headlineOf({unsteered: below, prompt: above})).toEqual({text: "Steering does worse than not steering.", tone: "bad"});
        expect(headlineOf({unsteered: above, prompt: above, random: same})?.tone).toBe("bad");
        expect(headlineOf({unsteered: above, prompt: same, random: unclear})?.text).toMatch(/random/);
    });

    it("is none without the unsteered answers", () => expect(headlineOf({prompt: above})).toBeNull());
});
