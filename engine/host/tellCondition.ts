import type {Autocondition, HeldCounts} from "../contract/index.ts";

/** Questions of a kind, and candidates, that are shown. */
const SHOWN = 3;
const CANDIDATES = 10;

/** A search for a condition in lines of text, a stage once it has ended; what comes later adds lines and changes none. */
export function tellCondition({hold, not, keptBack, candidates, chance, best, condition, verdict, done}: Autocondition): string[] {
    const lines: string[] = [];
    if (hold.length > 0 || not.length > 0)
        lines.push(...ofQuestions("It should hold for", hold, keptBack.hold), ...ofQuestions("It should not hold for", not, keptBack.not));
    if (!done) return lines;
    if (candidates.length > 0)
        lines.push(
            "",
            "Features that tell them apart; counts are of questions that were kept back",
            "  feature      above     chose  kept back     holds   false alarms",
            ...candidates.slice(0, CANDIDATES).map(ofCandidate),
            ...(chance === null ? [] : [`  by chance the best of them comes to ${percent(chance)} on kept-back questions, in one of 20 tries`])
        );
    if (best !== undefined && condition !== undefined) lines.push("", "For a rule on the question:", `  ${JSON.stringify(condition)}`);
    return [...lines, "", ...verdict];
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

function ofQuestions(title: string, texts: readonly string[], keptBack: readonly number[]): string[] {
    const some = (isKept: boolean) => texts.filter((_, place) => keptBack.includes(place) === isKept).slice(0, SHOWN);
    const line = (name: string, of: readonly string[]) => (of.length === 0 ? [] : [`  ${name} ${of.map((text) => text.replaceAll(/\s+/g, " ")).join(" | ")}`]);
    return [`${title} ${texts.length} questions, ${keptBack.length} of them kept back`, ...line("chooses:  ", some(false)), ...line("kept back:", some(true))];
}

function ofCandidate({feature, label = "", threshold, unit, accuracy, heldOutAccuracy, heldOut}: Autocondition["candidates"][number]): string {
    const above = `${threshold}${unit === "max" ? " max" : ""}`;
    const [held, alarms] = heldOut === undefined ? ["", ""] : countsOf(heldOut);
    const shares = `${percent(accuracy).padStart(8)}  ${percent(heldOutAccuracy).padStart(9)}`;
    return `${String(feature).padStart(9)}  ${above.padStart(9)}  ${shares}  ${held.padStart(8)}  ${alarms.padStart(13)}  ${label}`.trimEnd();
}

const countsOf = ({hits, of, falseAlarms, ofOthers}: HeldCounts) => [`${hits} of ${of}`, `${falseAlarms} of ${ofOthers}`] as const;
