import {count} from "../../widgets/numbers.ts";

/** characters read at once, so that what is typed is answered while it is typed */
const MOST = 20_000;

/** How much of a text is read, and what is said where that is not all of it. */
export function readablePart(text: string): {readonly part: string; readonly note: string | null} {
    if (text.length <= MOST) return {part: text, note: null};
    // a character of two halves is not cut between them
    const end = /[\uD800-\uDBFF]/.test(text[MOST - 1]!) ? MOST - 1 : MOST;
    return {part: text.slice(0, end), note: `Only the first ${count(end)} of its ${count(text.length)} characters are read`};
}
