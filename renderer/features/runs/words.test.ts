import {describe, expect, it} from "vitest";
import type {Run, RunState} from "../../../engine/contract/runs.ts";
import {endings} from "./endings.ts";
import {fetchedBytes, overview, progressFacts, shareOf, stageWords, stateWords, trayWords} from "./words.ts";

const aRun = (changes: Partial<Run>): Run => ({id: "a", kind: "acquire", title: "A", state: "running", createdAt: 0, updatedAt: 0, ...changes});
const halfway = {stage: "downloading", done: 5e9, total: 10e9, unit: "bytes"} as const;

describe("fetchedBytes", () => {
    it("counts what came so far, and a file that is being checked whole", () => {
        expect(fetchedBytes(aRun({progress: halfway}))).toBe(5e9);
        expect(fetchedBytes(aRun({progress: {...halfway, stage: "verifying", done: 1}}))).toBe(10e9);
        expect(fetchedBytes(aRun({}))).toBe(0);
        expect(fetchedBytes(aRun({progress: {...halfway, stage: "preparing", done: 0}}))).toBe(0);
    });
    it("knows that all is here once it is made into something else", () =>
        expect(fetchedBytes(aRun({progress: {stage: "converting", done: 1, total: 9, unit: "items"}}))).toBeNull());
});

describe("progressFacts", () => {
    it("says how much, how fast and how long, as far as they are known", () => {
        expect(progressFacts({...halfway, perSecond: 48.2e6, secondsLeft: 104}, true)).toEqual(["5.0 GB of 10.0 GB", "48 MB/s", "2 min left"]);
        expect(progressFacts(halfway, true)).toEqual(["5.0 GB of 10.0 GB"]);
        expect(progressFacts({...halfway, stage: "reading", done: 12, total: 2048, unit: "tokens"}, true)).toEqual(["12 of 2,048 tokens"]);
    });

    it("counts no single step", () => expect(progressFacts({stage: "preparing", done: 0, total: 1, unit: "items"}, true)).toEqual([]));

    it("tells no speed of what stands still", () => {
        const fast = {...halfway, perSecond: 48.2e6, secondsLeft: 104};
        expect(progressFacts(fast, false)).toEqual(["5.0 GB of 10.0 GB"]);
        expect(progressFacts({...fast, note: "connection lost, trying again in 8 s"}, true)).toEqual(["5.0 GB of 10.0 GB"]);
    });
});

describe("stateWords", () => {
    it("names the stage of what runs, else the state", () => {
        expect(stateWords(aRun({progress: {...halfway, stage: "verifying"}}))).toBe("Checking the file");
        expect(stateWords(aRun({state: "paused", progress: halfway}))).toBe("Paused");
    });
    it("shows a stage that it has no words for", () => expect(stageWords("re-reading")).toBe("Re reading"));
});

describe("a run of several stages", () => {
    const screen = {stage: "screen", done: 8, total: 16, unit: "items", secondsLeft: 8} as const;
    it("says which stage it is in, and that the time is that stage's", () => {
        expect(stateWords(aRun({kind: "autosteer", progress: screen}))).toBe("Stage 3 of 5: trying each of them");
        expect(progressFacts(screen, true)).toEqual(["8 of 16 items", "8 s left of this stage"]);
    });
    it("has come as far as the stages before it and its share of this one", () => {
        expect(shareOf(screen)).toBe(0.5);
        expect(shareOf({...screen, done: 0, total: 0})).toBe(0.4);
    });
});

describe("trayWords", () => {
    it("speaks of downloads where there are no others", () => {
        expect(trayWords([]).short).toBe("Downloads");
        expect(trayWords([{kind: "acquire"}, {kind: "convert"}]).heading).toBe("Downloads and conversions");
        expect(trayWords([{kind: "acquire"}, {kind: "harvest"}]).short).toBe("Work");
    });
});

describe("overview", () => {
    it("is the mean of what runs, and counts what waits and what failed", () => {
        const runs = [aRun({progress: halfway}), aRun({progress: {...halfway, done: 10e9}}), aRun({state: "queued"}), aRun({state: "failed"})];
        expect(overview(runs)).toEqual({active: 3, failed: 1, share: 0.75});
    });
    it("knows no share before a total is known", () => expect(overview([aRun({})]).share).toBeNull());
});

describe("endings", () => {
    const states = (state: RunState) => [aRun({state})];
    it("tells a run that came to its end, and not one that had ended before", () => {
        expect(endings(states("running"), states("done")).map(({state}) => state)).toEqual(["done"]);
        expect(endings(states("running"), states("failed"))).toHaveLength(1);
        expect(endings(states("done"), states("done"))).toEqual([]);
        expect(endings(states("running"), states("paused"))).toEqual([]);
        expect(endings([], states("done"))).toEqual([]);
    });
});
