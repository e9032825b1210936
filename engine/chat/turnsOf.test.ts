import {describe, expect, it} from "vitest";
import type {Message} from "../contract/index.ts";
import {turnsOf} from "./turnsOf.ts";

describe("turnsOf", () => {
    it("puts the system prompt first, when there is one", () => {
        expect(turnsOf([said("user", "hi")], "Be kind.")).toEqual([
            {role: "system", content: "Be kind."},
            {role: "user", content: "hi"}
        ]);
        expect(turnsOf([said("user", "hi")], "  ")).toEqual([{role: "user", content: "hi"}]);
    });

    it("leaves out an answer without a word, and joins the questions around it", () => {
        const branch = [said("user", "one"), said("assistant", ""), said("user", "two"), said("assistant", "yes")];
        expect(turnsOf(branch, "")).toEqual([
            {role: "user", content: "one\n\ntwo"},
            {role: "assistant", content: "yes"}
        ]);
    });

    it("puts attachments before the question, in a fence that their text cannot end", () => {
        const attachments = [
            {name: "a.txt", text: "one\ntwo"},
            {name: "odd `name`\n.md", text: "```js\n1\n```\n"}
        ];
        expect(turnsOf([{...said("user", "Sum up."), attachments}], "")).toEqual([
            {role: "user", content: "```a.txt\none\ntwo\n```\n\n````odd name .md\n```js\n1\n```\n````\n\nSum up."}
        ]);
    });
});

const said = (role: Message["role"], content: string): Message => ({id: content, conversationId: "c", parentId: null, role, content, createdAt: 0});
