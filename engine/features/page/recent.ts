/**
 * Answers that took work, by key; the longest unused goes first. One that fails is asked again.
 * @param most answers that are kept
 */
export function recent<Answer>(most: number) {
    const kept = new Map<string, Promise<Answer>>();
    return (key: string, ask: () => Promise<Answer>): Promise<Answer> => {
        const answer = kept.get(key) ?? ask();
        kept.delete(key);
        kept.set(key, answer);
        answer.catch(() => kept.get(key) === answer && kept.delete(key));
        if (kept.size > most) kept.delete(kept.keys().next().value!);
        return answer;
    };
}
