import type {Question} from "./types.ts";

/**
 * How well a description tells where its feature fires: balanced accuracy, the mean of the share of passages with the feature that were recognised and the share
 * of those without it that were left. A description that fits nothing, everything or chance gets .5, however many passages of each kind there are; published are
 * .75 for large models and people alike, .51 for another feature's label.
 * @returns undefined where there is nothing to tell apart
 */
export function scoreDetection(questions: readonly Question[], answers: readonly boolean[]): {readonly score: number; readonly evidence: string} | undefined {
    const of = (kind: Question["kind"]) => {
        const asked = questions.flatMap((question, i) => (question.kind === kind ? [answers[i]!] : []));
        return {asked: asked.length, yes: asked.filter(Boolean).length};
    };
    const [fires, random, neighbour] = [of("fires"), of("random"), of("neighbour")];
    const silent = random.asked + neighbour.asked;
    if (fires.asked === 0 || silent === 0) return undefined;
    const left = silent - random.yes - neighbour.yes;
    return {
        score: (fires.yes / fires.asked + left / silent) / 2,
        evidence: `recognised ${fires.yes} of ${fires.asked} texts with it; mistook ${random.yes} of ${random.asked} random and ${neighbour.yes} of ${neighbour.asked} neighbours' texts`
    };
}
