import type {RawSteering} from "./types.ts";

/**
 * Which positions the edits act on.
 * @param answerFrom position of the answer's first token; edits begin one before it, at the last prompt token, because that is where
 * the first answer token is decided. Infinity: no answer.
 * @param isSpecial whether a token is a special (control) token
 */
export function editedPositions(
    scope: RawSteering["scope"],
    answerFrom: number,
    isSpecial: (token: number) => boolean
): (position: number, token: number) => boolean {
    switch (scope) {
        case "all":
            return () => true;
        case "prompt-and-answer":
            return (_, token) => !isSpecial(token);
        case "answer":
            return (position, token) => position >= answerFrom - 1 && !isSpecial(token);
    }
}
