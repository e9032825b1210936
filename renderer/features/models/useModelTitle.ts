import {useQuery} from "@tanstack/react-query";
import type {EngineStatus} from "../../../engine/contract/models.ts";
import {queries} from "../../app/engine.ts";
import {modelTitle} from "./words.ts";

/** What the model of a status is called; null: it is about none. */
export function useModelTitle(status: EngineStatus | null): string | null {
    const models = useQuery(queries.models.list.queryOptions()).data ?? [];
    if (status === null || status.state === "empty") return null;
    const entry = models.find(({id}) => id === status.modelId);
    if (status.state === "ready") return modelTitle(entry?.name ?? status.model.name, status.model.name);
    return modelTitle(entry?.name ?? status.name, entry?.facts?.name);
}
