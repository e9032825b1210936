import type {HeldCounts} from "../../contract/index.ts";
import type {QuestionHalf, QuestionRows} from "./questionHalf.ts";

/** One feature above a threshold, in units of its maximum where that is known. */
export interface FeatureTest {
    readonly feature: number;
    readonly threshold: number;
}

/** One test, or two of which both hold at one token, or either. */
export type Joined = "one" | "all" | "any";

/** On how many questions a test holds: it does when it does at one of its tokens, as a rule on the prompt has it. */
export function countHeld({questions, should, nHold}: QuestionHalf, joined: Joined, tests: readonly FeatureTest[]): HeldCounts {
    let [hits, falseAlarms] = [0, 0];
    questions.forEach((question, i) => {
        if (!holds(question, joined, tests)) return;
        if (should[i]) hits++;
        else falseAlarms++;
    });
    return {hits, of: nHold, falseAlarms, ofOthers: questions.length - nHold};
}

/** Mean of the share of those that should hold and do, and of those that should not and do not. */
export function balancedAccuracy({hits, of, falseAlarms, ofOthers}: HeldCounts): number {
    const nNot = Math.max(1, ofOthers);
    return (hits / Math.max(1, of) + (nNot - falseAlarms) / nNot) / 2;
}

function holds({tokens}: QuestionRows, joined: Joined, tests: readonly FeatureTest[]): boolean {
    for (const values of tokens) {
        let passed = 0;
        for (const {feature, threshold} of tests) if ((values.get(feature) ?? 0) > threshold) passed++;
        if (joined === "any" ? passed > 0 : passed === tests.length) return true;
    }
    return false;
}
