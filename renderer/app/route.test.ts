import {describe, expect, it} from "vitest";
import {fragmentOf, parseRoute, type Route} from "./route.ts";

describe("parseRoute", () => {
    it("reads back what fragmentOf writes", () => {
        const routes: Route[] = [
            {page: "chat", conversationId: "0b-1"},
            {page: "chat", conversationId: null},
            {page: "library", section: "machine"},
            {page: "library", section: "discover"},
            {page: "pair", dictionary: null},
            {page: "pair", dictionary: "a b/ü"}
        ];
        for (const route of routes) expect(parseRoute(fragmentOf(route))).toEqual(route);
    });

    it("shows the chat for an address that it does not know, and a library section that it does not know as the first", () => {
        expect(parseRoute("#elsewhere/x")).toEqual({page: "chat", conversationId: null});
        expect(parseRoute("")).toEqual({page: "chat", conversationId: null});
        expect(parseRoute("#library/attic")).toEqual({page: "library", section: "machine"});
    });

    it("takes a broken escape as it is", () => expect(parseRoute("#pair/%E0%A4%A")).toEqual({page: "pair", dictionary: "%E0%A4%A"}));
});
