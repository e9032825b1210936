import {useQueries} from "@tanstack/react-query";
import {useRef} from "react";
import type {Feature} from "../../../../engine/contract/features.ts";
import {queries} from "../../../app/engine.ts";
import type {Search} from "./searches.ts";

/** A row of the list; `value`: what the feature reached on the text that was given. */
export interface Row {
    readonly feature: Feature;
    readonly value?: number;
}

/** Rows that come as they are looked at. */
export interface Rows {
    readonly total: number;
    /** undefined: on its way */
    readonly at: (index: number) => Row | undefined;
    /** the rows of the search before, until the first of this one are here */
    readonly stale: boolean;
    readonly pending: boolean;
    readonly error: unknown;
    readonly retry: () => void;
}

/** rows asked for at once: about four screens */
const PAGE = 200;

interface Kept {
    readonly key: string;
    readonly total: number;
    readonly at: Rows["at"];
}

/**
 * The features that a search finds, page by page: those that the visible rows lie on are asked for, and kept.
 * @param search with `by` other than `text`
 * @param range visible rows, both inclusive
 */
export function useListPages(dictionary: string, search: Search, range: {readonly first: number; readonly last: number}, enabled: boolean): Rows {
    const {by, query, filters, sort, descending} = search;
    const from = Math.floor(range.first / PAGE);
    const to = Math.floor(range.last / PAGE);
    const pages = Array.from({length: to - from + 1}, (_, index) => from + index);
    const results = useQueries({
        queries: pages.map((page) => ({
            ...queries.features.list.queryOptions({
                input: {dictionary, query, by: by === "text" ? "words" : by, filters, sort, descending, offset: page * PAGE, limit: PAGE}
            }),
            enabled
        }))
    });
    const kept = useRef<Kept | null>(null);
    const key = JSON.stringify([dictionary, by, query, filters, sort, descending]);
    const known = results.find(({data}) => data !== undefined)?.data;
    const error = results.find((result) => result.isError)?.error;
    const retry = () => void Promise.all(results.filter(({isError}) => isError).map((result) => result.refetch()));
    if (known !== undefined) {
        const at = (index: number) => {
            const feature = results[Math.floor(index / PAGE) - from]?.data?.features[index % PAGE];
            return feature === undefined ? undefined : {feature};
        };
        kept.current = {key, total: known.total, at};
        return {total: known.total, at, stale: false, pending: false, error, retry};
    }
    const before = error === undefined ? kept.current : null;
    // the same search further down: its length is known, its rows are on their way
    if (before?.key === key) return {total: before.total, at: () => undefined, stale: false, pending: false, error, retry};
    return {
        total: before?.total ?? 0,
        at: before?.at ?? (() => undefined),
        stale: before !== null,
        pending: before === null && error === undefined,
        error,
        retry
    };
}
