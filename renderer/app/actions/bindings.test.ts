import {describe, expect, it} from "vitest";
import {actionList} from "./actionList.ts";
import {bind, bindingsOf, othersWith, readOwn} from "./bindings.ts";
import {reasonAgainst} from "./keys.ts";

describe("actionList", () => {
    it("gives no keys twice, and none that could not be given", () => {
        const keys = actionList.map((action) => action.keys).filter((one) => one !== null);
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys.filter((one) => reasonAgainst(one) !== null)).toEqual([]);
    });
});

describe("bind", () => {
    it("takes keys from the action that had them", () => {
        const own = bind({}, "fork", "Ctrl+K");
        expect(own).toEqual({fork: "Ctrl+K", commands: null});
        expect(bindingsOf(own).get("commands")).toBeNull();
        expect(othersWith(bindingsOf(own), "fork", "Ctrl+K")).toEqual([]);
    });

    it("keeps nothing that is as by default", () => {
        expect(bind(bind({}, "compare", "F8"), "compare", "Ctrl+J")).toEqual({});
        expect(bind(bind({}, "fork", "F8"), "fork", null)).toEqual({});
    });
});

describe("bindingsOf", () => {
    it("gives no default that a person gave to another action, as of a later version", () => {
        expect(bindingsOf({fork: "Ctrl+E"}).get("searchFeatures")).toBeNull();
    });
});

describe("readOwn", () => {
    it("passes over what it does not know", () => {
        expect(readOwn({compare: "F8", fork: null, gone: "F9", rail: 3})).toEqual({compare: "F8", fork: null});
        expect(readOwn("F8")).toEqual({});
    });
});
