import {describe, expect, it} from "vitest";
import {featureId} from "../../../../engine/contract/ids.ts";
import type {PanelEdit} from "../edits.ts";
import {editItems, haveOneValue, leadOf, moveGroup, movesAsOne, putInGroup, renameGroup, takeOutOfGroup, ungroup} from "./groups.ts";

const anEdit = (feature: number, change: Partial<PanelEdit> = {}): PanelEdit => ({feature: featureId(feature), mode: "nudge", value: 0.2, ...change});
const grouped = [anEdit(1, {group: "sea"}), anEdit(2), anEdit(3, {group: "sea", value: -0.4})];
const valuesOf = (edits: readonly PanelEdit[]) => edits.map(({value}) => value);

describe("editItems", () => {
    it("shows a group where its first member is", () =>
        expect(editItems(grouped)).toEqual([
            {type: "group", name: "sea", members: [0, 2]},
            {type: "edit", index: 1}
        ]));
});

describe("putInGroup", () => {
    it("and back: names are put on, changed and taken off, and nothing else is touched", () => {
        const put = putInGroup([anEdit(1), anEdit(2)], new Set([1]), "a");
        expect(put).toEqual([anEdit(1), anEdit(2, {group: "a"})]);
        expect(renameGroup(put, "a", "b")[1]?.group).toBe("b");
        expect(ungroup(put, "a")).toEqual([anEdit(1), anEdit(2)]);
        expect(takeOutOfGroup(grouped, 0)[0]).toEqual(anEdit(1));
    });
});

describe("moveGroup", () => {
    it("brings all members to one value, and leaves the others", () => expect(valuesOf(moveGroup(grouped, "sea", 0.3, false))).toEqual([0.3, 0.2, 0.3]));

    it("keeps ratios by the one that is furthest from nothing", () => {
        expect(leadOf(grouped, "sea")?.value).toBe(-0.4);
        expect(valuesOf(moveGroup(grouped, "sea", -0.2, true))).toEqual([0.1, 0.2, -0.2]);
    });

    it("keeps ratios also through nothing and back", () => {
        const down = moveGroup(grouped, "sea", 0, true);
        expect(Math.abs(down[2]!.value)).toBeLessThan(0.001);
        const [first, , third] = valuesOf(moveGroup(down, "sea", -0.4, true));
        expect(first! / third!).toBeCloseTo(-0.5, 3);
    });
});

describe("movesAsOne", () => {
    it("asks for one mode and one unit", () => {
        expect(movesAsOne([anEdit(1), anEdit(2)])).toBe(true);
        expect(movesAsOne([anEdit(1), anEdit(2, {mode: "pin"})])).toBe(false);
        expect(movesAsOne([anEdit(1, {mode: "pin", unit: "max"}), anEdit(2, {mode: "pin"})])).toBe(false);
        expect(haveOneValue([anEdit(1), anEdit(2, {value: 0.3})])).toBe(false);
    });
});
