import type {SteeredSet} from "../contract/index.ts";
import type {AutosteerState} from "./autosteerState.ts";

interface Known {
    readonly state: AutosteerState;
    readonly done: boolean;
    /** what the proof chose of the sets that may be shown */
    readonly chosen: {readonly set: number; readonly strength: number; readonly score: number} | undefined;
    /** it chose one with a feature that nobody may see */
    readonly hidden: boolean;
    /** the chosen set, at strength 1; null: it may not be shown */
    readonly found: SteeredSet | null;
    /** what the proof says */
    readonly of: readonly string[];
}

/** What a run says, in plain sentences. */
export function verdictOf({state, done, chosen, hidden, found, of}: Known): string[] {
    if (state.ended !== undefined) return [state.ended];
    if (!done) return [];
    if (hidden) return ["What was found is made of features that are moderated here."];
    const sentences: string[] = [];
    if (chosen !== undefined && found !== null) sentences.push(`Set ${chosen.set + 1} does best: ${setInWords(found, chosen.strength)}.`);
    if (state.screened?.passed === false)
        sentences.push("No candidate was better than features drawn at random; the three that came nearest were tried all the same.");
    return [...sentences, ...of];
}

/** Its features at so many times their strength, and how long they act. */
export function setInWords({edits, fadesOver}: SteeredSet, times = 1): string {
    const moves = edits.map(
        ({feature, strength, label}) => `${label === undefined ? "" : `“${label}” `}(feature ${feature}) at ${Number((strength * times).toFixed(3))} R`
    );
    return `${moves.join(", ")}${fadesOver === undefined ? "" : `, fading over the first ${fadesOver} tokens of an answer`}`;
}
