import {useQuery} from "@tanstack/react-query";
import type {DictionaryInfo, PairWarning} from "../../../engine/contract/models.ts";
import {queries} from "../../app/engine.ts";

/** The doubts about a dictionary on the model that it is loaded with. */
export function useWarnings(modelId: string | null, dictionary: DictionaryInfo | undefined): readonly PairWarning[] {
    const models = useQuery(queries.models.list.queryOptions()).data ?? [];
    const model = models.find(({id}) => id === modelId);
    if (dictionary === undefined) return [];
    return model?.warnings.find((entry) => entry.dictionary === dictionary.path || entry.dictionary === dictionary.id)?.warnings ?? [];
}
