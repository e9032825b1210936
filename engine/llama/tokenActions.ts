import {COLUMN_ANSWER, COLUMN_EDIT, COLUMN_LOOK} from "../native/AddonTypes.ts";
import {editedPositions} from "./positions.ts";
import type {RawSteering} from "./types.ts";

/** What a steering does at each token of a sequence. */
export interface TokenActions {
    /** COLUMN_EDIT, COLUMN_LOOK, COLUMN_ANSWER; 0: nothing */
    flagsAt(position: number, token: number): number;
    /** 0..1 */
    weightAt(position: number): number;
}

/**
 * @param answerFrom position of the answer's first token; Infinity: no answer
 * @param isSpecial whether a token is a special (control) token: rules never look at those
 */
export function tokenActions(
    steering: Pick<RawSteering, "edits" | "scope" | "decay" | "rules">,
    answerFrom: number,
    isSpecial: (token: number) => boolean
): TokenActions {
    const {edits, scope, decay, rules = []} = steering;
    const editsAt = editedPositions(scope, answerFrom, isSpecial);
    const looks = rules.length > 0;
    return {
        flagsAt(position, token) {
            let flags = edits.length > 0 && editsAt(position, token) ? COLUMN_EDIT : 0;
            if (looks && !isSpecial(token)) flags |= COLUMN_LOOK;
            return position >= answerFrom ? flags | COLUMN_ANSWER : flags;
        },
        weightAt: decay === undefined ? () => 1 : (position) => Math.min(1, Math.max(0, 1 - (position - (answerFrom - 1)) / decay))
    };
}

/** Whether a sequence under this steering has anything to do at all. */
export function acts({edits, rules = []}: Pick<RawSteering, "edits" | "rules">): boolean {
    return edits.length > 0 || rules.length > 0;
}
