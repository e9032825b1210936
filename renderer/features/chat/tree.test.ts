import {describe, expect, it} from "vitest";
import type {Message} from "../../../engine/contract/chat.ts";
import {DEFAULT_SAMPLING} from "../../../engine/contract/sampling.ts";
import {branchTo, childrenOf, comparisonFor, versionsOf} from "./tree.ts";

const aMessage = (id: string, parentId: string | null, changes: Partial<Message> = {}): Message => ({
    id,
    parentId,
    conversationId: "c",
    role: "user",
    content: id,
    createdAt: 0,
    ...changes
});
const anAnswer = (id: string, parentId: string, {seed = 42, strength, createdAt = 0}: {seed?: number; strength?: number; createdAt?: number} = {}) =>
    aMessage(id, parentId, {
        role: "assistant",
        createdAt,
        sampling: {...DEFAULT_SAMPLING, seed},
        steering: {scope: "answer", edits: strength === undefined ? [] : [{feature: 7 as never, mode: "nudge", value: strength}]}
    });

describe("branchTo", () => {
    const messages = [aMessage("a", null), anAnswer("b", "a"), aMessage("c", "b"), anAnswer("b2", "a")];

    it("walks from the head to its root", () => {
        expect(branchTo(messages, "c").map(({id}) => id)).toEqual(["a", "b", "c"]);
        expect(branchTo(messages, "b2").map(({id}) => id)).toEqual(["a", "b2"]);
    });

    it("is empty without a head", () => {
        expect(branchTo(messages, null)).toEqual([]);
        expect(branchTo(messages, "gone")).toEqual([]);
    });
});

describe("versionsOf", () => {
    it("keeps roots together and roles apart", () => {
        const messages = [aMessage("a", null), aMessage("a2", null), anAnswer("b", "a"), aMessage("odd", "a")];
        expect(versionsOf(childrenOf(messages), messages[0]!).map(({id}) => id)).toEqual(["a", "a2"]);
        expect(versionsOf(childrenOf(messages), messages[2]!).map(({id}) => id)).toEqual(["b"]);
    });
});

describe("comparisonFor", () => {
    it("pairs a steered answer with the default one of the same seed", () => {
        const versions = [anAnswer("other", "a", {seed: 1}), anAnswer("plain", "a", {createdAt: 10}), anAnswer("steered", "a", {strength: 0.4, createdAt: 12})];
        const pair = comparisonFor(versions, versions[2]!);
        expect([pair?.columns.map(({id}) => id), pair?.sameSeed, pair?.together]).toEqual([["steered", "plain"], true, true]);
        expect(comparisonFor(versions, versions[1]!)?.columns[0]?.id).toBe("steered");
    });

    it("says when the seeds differ", () => {
        const versions = [anAnswer("plain", "a", {seed: 1}), anAnswer("steered", "a", {strength: 0.4})];
        expect(comparisonFor(versions, versions[1]!)).toMatchObject({sameSeed: false, together: false});
    });

    it("finds nothing to compare among answers of one kind", () => {
        const versions = [anAnswer("one", "a"), anAnswer("two", "a")];
        expect(comparisonFor(versions, versions[0]!)).toBeNull();
    });

    it("keeps answers that were asked for together, whatever their seeds and edits", () => {
        const named = (id: string, variant?: string) => ({...anAnswer(id, "a"), comparison: "x", ...(variant !== undefined && {variant})});
        const versions = [anAnswer("before", "a"), named("one", "Pirate"), named("two", "Calm"), anAnswer("after", "a", {strength: 1})];
        expect(comparisonFor(versions, versions[1]!)).toMatchObject({kind: "variants", together: true, columns: [{id: "one"}, {id: "two"}]});
        expect(comparisonFor(versions, versions[3]!)?.columns.map(({id}) => id)).toContain("after");
    });
});
