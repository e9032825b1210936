import {keepPreviousData, useQuery} from "@tanstack/react-query";
import {useMemo} from "react";
import {queries} from "../../../app/engine.ts";
import type {Rows} from "./useListPages.ts";

/** so many of the features that fire are shown */
const MOST = 100;

/** Which features fire on a text, strongest first, with what is known of them. */
export function useTextRows(dictionary: string, text: string, enabled: boolean) {
    const asked = enabled && text.trim() !== "";
    const inspection = useQuery({
        ...queries.features.inspect.queryOptions({input: {dictionary, text, aggregate: "max", k: MOST}}),
        enabled: asked,
        placeholderData: keepPreviousData
    });
    const data = asked ? inspection.data : undefined;
    const ids = useMemo(() => data?.features.filter(({value}) => value > 0).map(({feature}) => feature) ?? [], [data]);
    const details = useQuery({
        ...queries.features.lookup.queryOptions({input: {dictionary, features: ids}}),
        enabled: ids.length > 0,
        placeholderData: keepPreviousData
    });
    const rows = useMemo<Rows>(() => {
        const known = new Map(details.data?.map((feature) => [feature.feature, feature]));
        return {
            total: ids.length,
            at: (index) => {
                const found = data?.features[index];
                const feature = found && known.get(found.feature);
                return found && feature && {feature, value: found.value};
            },
            stale: inspection.isPlaceholderData,
            pending: asked && inspection.isPending,
            error: inspection.error ?? details.error,
            retry: () => void inspection.refetch()
        };
    }, [ids, data, details.data, details.error, inspection, asked]);
    return {rows, inspection: data};
}
