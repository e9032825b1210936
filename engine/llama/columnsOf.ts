import {COLUMN_EDIT, COLUMN_WORDS} from "../native/AddonTypes.ts";
import {tokenActions} from "./tokenActions.ts";
import type {RawSteering} from "./types.ts";

/**
 * The native columns of a text that is evaluated from its beginning.
 * @param set index of its edit set
 * @param answerFrom index of the first token that is answer
 */
export function columnsOf(
    tokens: readonly number[],
    set: number,
    steering: RawSteering,
    answerFrom: number,
    isSpecial: (token: number) => boolean
): Int32Array {
    const words = new Int32Array(tokens.length * COLUMN_WORDS);
    const weights = new Float32Array(words.buffer);
    const actions = tokenActions(steering, answerFrom, isSpecial);
    const rules = (steering.rules ?? []).length > 0;
    tokens.forEach((token, position) => {
        const flags = actions.flagsAt(position, token);
        const at = COLUMN_WORDS * position;
        words[at] = rules || (flags & COLUMN_EDIT) !== 0 ? set : -1;
        words[at + 1] = flags;
        weights[at + 3] = actions.weightAt(position);
    });
    return words;
}
