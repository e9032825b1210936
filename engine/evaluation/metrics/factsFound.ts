import {plainWords} from "./plainWords.ts";

/** Which facts an answer says: their words stand in it side by side, with numbers, case and punctuation forgiven. */
export function factsFound(facts: readonly string[], answer: string): boolean[] {
    const said = ` ${plainWords(answer).join(" ")} `;
    return facts.map((fact) => {
        const words = plainWords(fact);
        return words.length > 0 && said.includes(` ${words.join(" ")} `);
    });
}
