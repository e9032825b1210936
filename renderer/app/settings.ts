import {useQuery} from "@tanstack/react-query";
import {useCallback} from "react";
import {engine, queries, queryClient} from "./engine.ts";

type Settings = Record<string, unknown>;

const key = () => queries.settings.get.queryKey();

/** Writes a small value under a name, on screen at once. */
export function setSetting(name: string, value: unknown) {
    queryClient.setQueryData(key(), (old: Settings | undefined) => ({...old, [name]: value}));
    engine.settings.set({name, value}).catch(() => {
        // a preference that could not be kept is not worth an alarm; it holds until the window closes
    });
}

/**
 * A small value that outlives the window.
 * @param fallback also tells the type: a stored value of another type is passed over
 */
export function useSetting<T extends string | number | boolean>(name: string, fallback: T) {
    type Value = T extends string ? string : T extends number ? number : boolean;
    const settings = useQuery(queries.settings.get.queryOptions());
    const stored = settings.data?.[name];
    const value = (typeof stored === typeof fallback ? stored : fallback) as Value;
    const set = useCallback((next: Value) => setSetting(name, next), [name]);
    return [value, set, settings.isSuccess] as const;
}
