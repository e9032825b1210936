import {describe, expect, it} from "vitest";
import {type History, MOST_STEPS, NO_HISTORY, recorded, redone, undone} from "./history.ts";

/** a history in which each number from 0 was left for the next one, a second apart */
function counted(steps: number): History<number> {
    let history: History<number> = NO_HISTORY;
    for (let state = 0; state < steps; state++) history = recorded(history, state, state * 1000);
    return history;
}

describe("undone", () => {
    it("goes back step by step, and redone the same way forth", () => {
        const back = undone(counted(3), 3)!;
        expect(back.state).toBe(2);
        const further = undone(back.history, back.state)!;
        expect(further.state).toBe(1);
        const forth = redone(further.history, further.state)!;
        expect(forth.state).toBe(2);
        expect(redone(forth.history, forth.state)?.state).toBe(3);
    });

    it("knows when there is nothing to take back or to do again", () => {
        expect(undone(NO_HISTORY, 0)).toBeUndefined();
        expect(redone(counted(2), 2)).toBeUndefined();
    });

    it("keeps at least fifty steps and forgets the oldest beyond its limit", () => {
        expect(MOST_STEPS).toBeGreaterThanOrEqual(50);
        let [history, state]: [History<number>, number] = [counted(MOST_STEPS + 5), MOST_STEPS + 5];
        let steps = 0;
        for (let back = undone(history, state); back !== undefined; back = undone(history, state)) {
            ({history, state} = back);
            steps++;
        }
        expect([steps, state]).toEqual([MOST_STEPS, 5]);
    });
});

describe("recorded", () => {
    it("takes one pull at a slider as one step", () => {
        let history: History<number> = NO_HISTORY;
        for (let at = 0; at < 10; at++) history = recorded(history, at, at * 100, "strength");
        expect(history.past).toEqual([0]);
        expect(recorded(history, 10, 1000, "another").past).toEqual([0, 10]);
        expect(recorded(history, 10, 60_000, "strength").past).toEqual([0, 10]);
    });

    it("forgets what was taken back once something else is done", () => {
        const back = undone(counted(2), 2)!;
        expect(recorded(back.history, back.state, 9000).future).toEqual([]);
    });
});
