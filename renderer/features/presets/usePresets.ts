import {keepPreviousData, useQuery} from "@tanstack/react-query";
import type {Preset} from "../../../engine/contract/presets.ts";
import {engine, queries} from "../../app/engine.ts";
import {useLoadedModel} from "../models/index.ts";

/** Presets whose words match, newest first. */
export const usePresetList = (query = "", tag: string | null = null) =>
    useQuery({...queries.presets.list.queryOptions({input: {query, ...(tag !== null && {tag})}}), placeholderData: keepPreviousData});

/** Where a preset and what is loaded differ; asked again when something else is loaded. */
export function useDifferences({id, updatedAt}: Preset) {
    const model = useLoadedModel();
    const loaded = model === null ? "" : [model.name, ...model.dictionaries.map((dictionary) => dictionary.id)].join();
    return useQuery({queryKey: ["preset-check", loaded, id, updatedAt], queryFn: ({signal}) => engine.presets.check({id}, {signal})});
}
