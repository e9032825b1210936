import type {Message} from "../../../../engine/contract/chat.ts";
import {counted} from "../../../widgets/numbers.ts";
import type {Difference} from "../difference/compareWords.ts";
import {isSteered} from "../tree.ts";

export const columnName = (message: Message) => message.variant ?? (isSteered(message) ? "Steered" : "Default");

export function differenceSentence(difference: Difference | undefined, writing: boolean): string {
    const places = difference === undefined ? 0 : Math.max(difference.a.length, difference.b.length);
    if (places > 0) return `They differ in ${counted(places, "place")}${writing ? " so far" : ""}.`;
    return writing ? "The same so far." : "Both answers are the same: a stronger edit may part them.";
}
