import {keepPreviousData, useQuery} from "@tanstack/react-query";
import {queries} from "../../../app/engine.ts";

export const MOST_HITS = 50;
/** in one conversation all are stepped through */
const MOST_FOUND = 500;

/** Messages with all of some words; asked anew each time, as conversations grow. */
export function useMessageSearch(query: string, conversationId?: string) {
    const limit = conversationId === undefined ? MOST_HITS : MOST_FOUND;
    const input = {query, limit, ...(conversationId !== undefined && {conversationId})};
    return useQuery({...queries.chat.search.queryOptions({input}), enabled: query !== "", placeholderData: keepPreviousData, staleTime: 0, gcTime: 0});
}
