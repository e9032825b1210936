import {describe, expect, it} from "vitest";
import {contextState, contextWords} from "./contextState.ts";

const use = (tokens: number, answerTokens = 2048) => ({tokens, systemTokens: 20, draftTokens: 5, contextSize: 8192, answerTokens});

describe("contextState", () => {
    it("warns when little is left for the answer, and not because its promise is large", () => {
        expect(contextState(use(1000))).toEqual({state: "roomy", left: 7192});
        expect(contextState(use(6200))).toEqual({state: "roomy", left: 1992});
        expect(contextState(use(7500)).state).toBe("short");
        expect(contextState(use(7500, 100)).state).toBe("roomy");
        expect(contextState(use(9000))).toEqual({state: "over", left: 0});
    });
});

describe("contextWords", () => {
    it("tells what is used by what, and whether the answer fits", () => {
        expect(contextWords(use(1000))).toBe("1,000 of 8,192 tokens used (12.2 %): 20 system prompt, 5 this message. The answer may take 2,048.");
        expect(contextWords(use(7000))).toContain("there is room for 1,192");
        expect(contextWords(use(9000))).toContain("no room");
    });
});
