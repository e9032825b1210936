import {counted} from "../../../widgets/numbers.ts";

const reasons: Readonly<Record<string, string>> = {
    moderated: "moderated",
    dead: "never fire",
    dense: "fire on almost anything",
    special: "fire on special tokens only",
    disagreeing: "differ in no steady direction"
};

/** What was left out of the candidates and why; empty where nothing was. */
export function droppedWords(dropped: Readonly<Record<string, number>>): string {
    const said = Object.entries(dropped)
        .filter(([, n]) => n > 0)
        .map(([reason, n]) => `${counted(n, "feature")} ${reasons[reason] ?? reason}`);
    return said.length === 0 ? "" : `Left out: ${said.join(", ")}.`;
}
