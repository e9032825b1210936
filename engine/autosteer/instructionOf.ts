import {EngineError} from "../contract/index.ts";

const NEGATION = /\b(?:do not|don't|don’t|does not|never|not|without|avoid|stop|no)\b/g;
/** What is left of a text that says something: letters of any script, figures, emoji and flags. */
const SAYING = /[^\s\p{P}\p{Cc}\p{Cf}\p{M}]/u;
/** Words that say nothing of what is wanted. */
const FILLERS = /\b(?:please|always|you|must|should|to|at all|ever|but|and|also|yet|the|a|an)\b/g;

/**
 * A specification as an instruction to the model: "talk like a pirate" becomes "Talk like a pirate."
 * @throws EngineError `evaluation/not-possible` where it says nothing, or asks for a thing and against it
 */
export function instructionOf(specification: string): string {
    const text = specification.trim().replaceAll(/\s+/g, " ");
    if (!SAYING.test(text)) throw new EngineError("evaluation/not-possible", {detail: "the specification says nothing: say what the answers should be like"});
    const against = contradiction(text);
    if (against !== undefined)
        throw new EngineError("evaluation/not-possible", {detail: `the specification contradicts itself: it asks for “${against}” and against it`});
    const sentence = text[0]!.toUpperCase() + text.slice(1);
    if (/[.!?…。！？]["”’)」』]?$/.test(sentence)) return sentence;
    return `${sentence}${/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(sentence) ? "。" : "."}`;
}

/** A clause that is there with a negation and without it. */
function contradiction(text: string): string | undefined {
    const clauses = text
        .toLowerCase()
        .split(/[.;,!?。；，！？]|\b(?:and|but|yet|while|although)\b/)
        .map((clause) => ({isNegated: [...clause.matchAll(NEGATION)].length % 2 === 1, says: core(clause)}))
        .filter(({says}) => says !== "");
    return clauses.find(({isNegated, says}) => isNegated && clauses.some((other) => !other.isNegated && other.says === says))?.says;
}

const core = (clause: string) =>
    clause
        .replaceAll(NEGATION, " ")
        .replaceAll(FILLERS, " ")
        .replaceAll(/[^\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]+/gu, " ")
        .trim();
