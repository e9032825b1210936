import type {LoadOptions} from "../../../engine/contract/models.ts";
import {engine} from "../../app/engine.ts";
import {showError} from "../../widgets/Toasts.tsx";

let loading: AbortController | null = null;

/** Loads a model; its progress comes through the engine's status. Another load is cancelled. */
export async function loadModel(modelId: string, options: LoadOptions = {}) {
    loading?.abort();
    const controller = new AbortController();
    loading = controller;
    try {
        await engine.models.load({...options, modelId}, {signal: controller.signal});
    } catch (error) {
        if (!controller.signal.aborted) showError(error, {retry: () => void loadModel(modelId, options)});
    } finally {
        if (loading === controller) loading = null;
    }
}

export const cancelLoad = () => loading?.abort();
