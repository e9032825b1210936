import {describe, expect, it} from "vitest";
import {examplesOf, NO_PAIR} from "./ExampleFields.tsx";

const pair = (question: string) => ({question, wanted: " Arr. ", unwanted: "Yes."});

describe("examplesOf", () => {
    it("makes conversations of two turns, in pairs, and passes over empty ones", () =>
        expect(examplesOf([pair("Is it?"), NO_PAIR, pair("Was it?")])).toEqual({
            encourage: [
                [
                    {role: "user", content: "Is it?"},
                    {role: "assistant", content: "Arr."}
                ],
                [
                    {role: "user", content: "Was it?"},
                    {role: "assistant", content: "Arr."}
                ]
            ],
            avoid: [
                [
                    {role: "user", content: "Is it?"},
                    {role: "assistant", content: "Yes."}
                ],
                [
                    {role: "user", content: "Was it?"},
                    {role: "assistant", content: "Yes."}
                ]
            ]
        }));

    it("has none while one is half written or they are too few", () => {
        expect(examplesOf([pair("Is it?"), {...pair("Was it?"), unwanted: " "}])).toBeNull();
        expect(examplesOf([pair("Is it?"), NO_PAIR])).toBeNull();
    });
});
