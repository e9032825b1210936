import {useQuery} from "@tanstack/react-query";
import type {ModelEntry} from "../../../../engine/contract/models.ts";
import {queries} from "../../../app/engine.ts";
import {warningsWords} from "../../models/index.ts";
import {useModels} from "../useLibrary.ts";
import {type DictionaryShape, whyNot} from "../whyNot.ts";

export interface Pairing {
    /** null: none is chosen */
    readonly model: ModelEntry | null;
    /** why the model can't load with the dictionary */
    readonly stops: string | null;
    /** what is in doubt about them */
    readonly doubts: string | null;
    /** not known yet */
    readonly checking: boolean;
}

interface Wanted {
    readonly shape: DictionaryShape;
    /** of a `.sae.gguf`; null: it has still to be converted, and its shape alone is known */
    readonly path: string | null;
    readonly modelId: string | null;
}

/** What there is to know about a dictionary and the model chosen for it, before anything is done. */
export function usePairing({shape, path, modelId}: Wanted): Pairing {
    const model = (useModels().data ?? []).find(({id}) => id === modelId) ?? null;
    const misfit = model === null ? null : whyNot(shape, model.facts);
    const asks = model !== null && path !== null && misfit === null;
    const check = useQuery({...queries.library.check.queryOptions({input: {modelId: modelId ?? "", dictionary: path ?? ""}}), enabled: asks, gcTime: 0});
    const told = (asks && check.data) || [];
    const words = (level: "error" | "warning") => warningsWords(told.filter((warning) => warning.level === level)) || null;
    return {model, stops: misfit ?? words("error"), doubts: words("warning"), checking: asks && check.isPending};
}
