import {describe, expect, it} from "vitest";
import {readRating} from "./judgePrompts.ts";

describe("readRating", () => {
    it.each([
        ["It is fine.\nRating: [[2]]", 2],
        ["rating: [[0]].", 0],
        ["**Rating: [[ 1 ]]**", 1],
        ["Rating: [[1.0]]", 1]
    ])("takes %j", (reply, value) => expect(readRating(reply)).toBe(value));
    it.each(["2", "Rating: 2", "[[2]]", "Rating: [[3]]", "Rating: [[-1]]", "Rating: [[n]]", "Rating: [[1.5]]", "Rating: [[0]] or Rating: [[2]]", ""])(
        "takes no %j",
        (reply) => expect(readRating(reply)).toBeUndefined()
    );
});
