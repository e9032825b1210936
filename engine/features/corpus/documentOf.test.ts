import {describe, expect, it} from "vitest";
import {documentOf} from "./documentOf.ts";

const turns = [
    {role: "user", content: "Hi"},
    {role: "assistant", content: "Hello"}
];

describe("documentOf", () => {
    it.each([
        ["OpenAI's messages", {messages: turns, id: 7}],
        ["OpenAI's messages in parts", {messages: [{role: "user", content: [{type: "text", text: "H"}, "i"]}, turns[1]]}],
        [
            "ShareGPT",
            {
                conversations: [
                    {from: "human", value: "Hi"},
                    {from: "gpt", value: "Hello"}
                ]
            }
        ],
        ["LMSYS", {conversation: turns, model: "x"}],
        ["a bare list", turns],
        ["Alpaca", {instruction: "Hi", input: "", output: "Hello"}],
        ["prompt and response", {prompt: "Hi", response: "Hello"}],
        ["prompt and completion", {prompt: "Hi", completion: "Hello"}],
        ["question and answer", {question: "Hi", answer: "Hello"}]
    ])("reads a conversation as %s publish it", (_, row) => {
        expect(documentOf(row)).toEqual({turns});
    });

    it.each([
        ["text", {text: "Prose.", meta: {}}],
        ["content", {content: "Prose."}],
        ["a string", "Prose."]
    ])("reads prose under %s", (_, row) => {
        expect(documentOf(row)).toEqual({text: "Prose."});
    });

    it("puts Alpaca's input below its instruction", () => {
        expect(documentOf({instruction: "Translate.", input: "Ja", output: "Yes"})).toEqual({
            turns: [
                {role: "user", content: "Translate.\n\nJa"},
                {role: "assistant", content: "Yes"}
            ]
        });
    });

    it.each([null, 3, [], {}, {messages: []}, {messages: [{role: "narrator", content: "x"}]}, {text: 5}, {messages: "x"}])("knows nothing of %j", (row) => {
        expect(documentOf(row)).toBeUndefined();
    });
});
