import {describe, expect, it} from "vitest";
import {errorData} from "../../engine/contract/errors.ts";
import {actionLabels, errorSentences, tellError} from "./errorSentences.ts";

describe("errorSentences", () => {
    it("has a sentence and a known action for every code of the contract", () => {
        expect(Object.keys(errorSentences).sort()).toEqual(Object.keys(errorData).sort());
        for (const {action} of Object.values(errorSentences)) expect(actionLabels[action]).toBeTruthy();
    });
});

describe("tellError", () => {
    it("puts the facts into the sentence", () => {
        const told = tellError({code: "model/context-full", data: {contextSize: 4096, neededTokens: 5000}, message: "model/context-full"});
        expect(told.sentence).toBe("This conversation needs 5,000 tokens, and the model has room for 4,096. Start a new chat or shorten it.");
        expect(told.action).toBe("new-chat");
    });

    it("falls back to the message when the facts do not fit the code", () => {
        expect(tellError({code: "feature/not-found", data: {}, message: "feature 9 is missing"}).sentence).toBe("feature 9 is missing.");
    });

    it("says an unknown failure plainly and offers its details", () => {
        const told = tellError(new Error("boom"));
        expect(told.sentence).toBe("Something went wrong: boom");
        expect(told.details).toContain("boom");
    });
});
