import {describe, expect, it} from "vitest";
import {featureId} from "../../engine/contract/ids.ts";
import {fragmentOf, parseRoute, type Route} from "./route.ts";

describe("parseRoute", () => {
    it("reads back what fragmentOf writes", () => {
        const routes: Route[] = [
            {page: "chat", conversationId: "0b-1"},
            {page: "chat", conversationId: "0b-1", messageId: "f00-2"},
            {page: "chat", conversationId: null},
            {page: "library", section: "machine"},
            {page: "library", section: "discover"},
            {page: "pair", dictionary: null},
            {page: "pair", dictionary: "a b/ü"},
            {page: "features", dictionary: null, feature: null},
            {page: "features", dictionary: "a b/ü", feature: null},
            {page: "features", dictionary: "0123456789abcdef", feature: featureId(65_535)},
            {page: "presets", preset: null},
            {page: "presets", preset: "a b/ü"},
            {page: "evaluations", evaluation: null},
            {page: "evaluations", evaluation: "0b-1"},
            {page: "evaluations", evaluation: "a b/ü", rating: true},
            {page: "moderation", dictionary: null},
            {page: "moderation", dictionary: "a b/ü"}
        ];
        for (const route of routes) expect(parseRoute(fragmentOf(route))).toEqual(route);
    });

    it("shows the chat for an address that it does not know, and a library section that it does not know as the first", () => {
        expect(parseRoute("#elsewhere/x")).toEqual({page: "chat", conversationId: null});
        expect(parseRoute("")).toEqual({page: "chat", conversationId: null});
        expect(parseRoute("#library/attic")).toEqual({page: "library", section: "machine"});
    });

    it("shows the list for a feature that is no number", () =>
        expect(parseRoute("#features/d/-1")).toEqual({page: "features", dictionary: "d", feature: null, wrong: "-1"}));

    it("takes a broken escape as it is", () => expect(parseRoute("#pair/%E0%A4%A")).toEqual({page: "pair", dictionary: "%E0%A4%A"}));
});
