import type {AutosteerState} from "./autosteerState.ts";
import type {Move} from "./types.ts";

interface Known {
    readonly state: AutosteerState;
    readonly done: boolean;
    /** what the proof chose of the sets that may be shown */
    readonly chosen: {readonly set: number; readonly strength: number; readonly score: number} | undefined;
    /** it chose one with a feature that nobody may see */
    readonly hidden: boolean;
    /** the chosen set, at its final strengths */
    readonly found: readonly (Move & {readonly label: string | undefined})[];
    /** what the proof says */
    readonly of: readonly string[];
}

/** What a run says, in plain sentences. */
export function verdictOf({state, done, chosen, hidden, found, of}: Known): string[] {
    if (state.ended !== undefined) return [state.ended];
    if (!done) return [];
    if (hidden) return ["What was found is made of features that are moderated here."];
    const sentences: string[] = [];
    if (chosen !== undefined) sentences.push(`Set ${chosen.set + 1} does best: ${found.map(named).join(", ")}.`);
    if (state.screened?.passed === false)
        sentences.push("No candidate was better than features drawn at random; the three that came nearest were tried all the same.");
    return [...sentences, ...of];
}

const named = ({feature, strength, label}: Known["found"][number]) =>
    `${label === undefined ? "" : `“${label}” `}(feature ${feature}) at ${Number(strength.toFixed(3))} R`;
