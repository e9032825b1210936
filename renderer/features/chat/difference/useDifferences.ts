import {useEffect, useMemo, useRef, useState} from "react";
import type {Difference} from "./compareWords.ts";
import {differenceOf} from "./differenceOf.ts";
import {WordDiffer} from "./WordDiffer.ts";

export interface ComparedText {
    readonly id: string;
    readonly text: string;
    readonly writing: boolean;
}

/** a growing text is looked at this often: marks that move with every token could not be read */
const LOOK_MS = 250;

/** The same value, changed at most so often while it changes all the time; at once when it comes to rest. */
function useSlowly<T>(value: T, slow: boolean): T {
    const [held, setHeld] = useState(value);
    const latest = useRef(value);
    latest.current = value;
    useEffect(() => {
        if (!slow) return;
        const timer = setInterval(() => setHeld(latest.current), LOOK_MS);
        return () => clearInterval(timer);
    }, [slow]);
    return slow ? held : value;
}

/**
 * In which words texts differ from one of them.
 * @param reference id of the text that the others are compared with
 * @returns by id, without the reference's own; `a` is of the reference, `b` of the other text
 */
export function useDifferences(texts: readonly ComparedText[], reference: string, enabled: boolean): ReadonlyMap<string, Difference> {
    const differs = useRef(new Map<string, WordDiffer>());
    const isWriting = texts.some(({writing}) => writing);
    const key = texts.map(({id, text, writing}) => `${id}:${text.length}:${writing}`).join(" ");
    // biome-ignore lint/correctness/useExhaustiveDependencies: the key says whether any text changed
    const now = useMemo(() => texts, [key]);
    const looked = useSlowly(now, isWriting);
    const quick = useMemo(() => {
        const found = new Map<string, Difference>();
        const a = looked.find(({id}) => id === reference);
        if (!enabled || a === undefined) return found;
        for (const b of looked) {
            if (b.id === reference) continue;
            const pair = `${reference} ${b.id}`;
            const differ = differs.current.get(pair) ?? new WordDiffer();
            differs.current.set(pair, differ);
            found.set(b.id, differ.update(a.text, b.text, {a: a.writing, b: b.writing}));
        }
        return found;
    }, [looked, reference, enabled]);

    // once nothing grows there is time for the shortest difference of all
    const [whole, setWhole] = useState<{of: typeof quick; found: ReadonlyMap<string, Difference>} | null>(null);
    useEffect(() => {
        if (isWriting || quick.size === 0) return;
        const timer = setTimeout(() => {
            const a = looked.find(({id}) => id === reference)?.text ?? "";
            setWhole({
                of: quick,
                found: new Map([...quick].map(([id, rough]) => [id, differenceOf(a, looked.find((text) => text.id === id)?.text ?? "") ?? rough]))
            });
        }, 60);
        return () => clearTimeout(timer);
    }, [isWriting, quick, looked, reference]);
    return whole?.of === quick ? whole.found : quick;
}
