import {describe, expect, it} from "vitest";
import {headlineOf} from "./Verdict.tsx";

describe("headlineOf", () => {
    it("says it where nothing beats not steering, prompting, or either", () => {
        expect(headlineOf(["“Set” scores 3.", "Nothing beats not steering: no set scores clearly higher than the unsteered answers."])).toBe(
            "Nothing beats not steering."
        );
        expect(headlineOf(["Steering beats not steering by 40 points.", "Nothing beats prompting: the difference to it, 1 points, is no clear one."])).toBe(
            "Nothing beats just asking for it."
        );
        expect(headlineOf(["Nothing beats not steering.", "Nothing beats prompting."])).toBe("Nothing beats not steering, or just asking for it.");
    });

    it("is quiet where steering is worth it", () =>
        expect(headlineOf(["Steering beats not steering by 40 points.", "Steering beats prompting by 12 points."])).toBeNull());
});
