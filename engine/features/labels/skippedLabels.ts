import type {SkipReason} from "./types.ts";

const SENTENCES: Readonly<Record<SkipReason, (n: number) => string>> = {
    outside: (n) => `${n} for features that the dictionary lacks`,
    unnumbered: (n) => `${n} without a feature number`,
    empty: (n) => `${n} without a description`,
    long: (n) => `${n} longer than 4,000 characters`,
    repeated: (n) => `${n} repeated`,
    crowded: (n) => `${n} beyond what one source may say of one feature`,
    foreign: (n) => `${n} of another dictionary`,
    own: (n) => `${n} where your own label is newer`
};

/** Counts labels that were left out, by reason. */
export function skippedLabels() {
    const counts = new Map<SkipReason, number>();
    return {
        add(reason: SkipReason, n = 1): void {
            if (n > 0) counts.set(reason, (counts.get(reason) ?? 0) + n);
        },
        count: (reason: SkipReason): number => counts.get(reason) ?? 0,
        total: (): number => [...counts.values()].reduce((sum, n) => sum + n, 0),
        /** undefined when none was left out */
        because: (): string | undefined => (counts.size === 0 ? undefined : [...counts].map(([reason, n]) => SENTENCES[reason](n)).join(", "))
    };
}
