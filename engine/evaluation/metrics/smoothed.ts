/**
 * Scores along a line of strengths, each with its neighbours' share: (before + 2 own + after) / 4. A few prompts make a peak by chance; where all around it is good too, other prompts are
 * served as well. Beyond an end half of the score is taken for granted.
 * @param scores in the order of their strengths
 */
export function smoothed(scores: readonly number[]): number[] {
    return scores.map((own, i) => ((scores[i - 1] ?? own / 2) + 2 * own + (scores[i + 1] ?? own / 2)) / 4);
}
