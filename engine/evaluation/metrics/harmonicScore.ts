/**
 * AxBench's score: the harmonic mean of concept, instruction and fluency, each 0..2, told as 0..100; any zero gives zero.
 * @returns null while one is missing
 * @see Wu et al. 2025, AxBench, section 4
 */
export function harmonicScore(ratings: readonly (number | null | undefined)[]): number | null {
    let inverse = 0;
    for (const rating of ratings) {
        if (rating === null || rating === undefined) return null;
        inverse += 1 / rating;
    }
    return ratings.length === 0 ? null : (100 / 2) * (ratings.length / inverse);
}
