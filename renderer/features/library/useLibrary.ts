import {useQuery} from "@tanstack/react-query";
import type {ModelEntry} from "../../../engine/contract/models.ts";
import {engine, queries, queryClient} from "../../app/engine.ts";
import {showError} from "../../widgets/Toasts.tsx";

export const useModels = () => useQuery(queries.models.list.queryOptions());
export const useDictionaries = () => useQuery(queries.library.dictionaries.queryOptions());

/** What is on this machine has changed: everything that tells of it is asked again. */
export async function refreshLibrary() {
    await Promise.all([
        queryClient.invalidateQueries({queryKey: queries.models.key()}),
        ...[queries.library.dictionaries, queries.library.found, queries.library.catalogue, queries.library.fit].map((query) =>
            queryClient.invalidateQueries({queryKey: query.key()})
        )
    ]);
}

/** @returns whether it was done; what went wrong is shown */
export async function attempt(act: () => Promise<unknown>): Promise<boolean> {
    try {
        await act();
        return true;
    } catch (error) {
        showError(error);
        return false;
    } finally {
        void refreshLibrary();
    }
}

/** Changes with which dictionaries, or how, a model is loaded; on screen at once. */
export function configureModel(model: ModelEntry, change: Pick<Partial<ModelEntry>, "dictionaries" | "options">) {
    const key = queries.models.list.queryKey();
    queryClient.setQueryData(key, (old: ModelEntry[] | undefined) => old?.map((entry) => (entry.id === model.id ? {...entry, ...change} : entry)));
    return attempt(() => engine.models.configure({modelId: model.id, ...change}));
}
