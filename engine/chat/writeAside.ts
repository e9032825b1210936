import {EngineError} from "../contract/index.ts";
import type {GenerateRequest} from "../llama/types.ts";
import {requireModel} from "./requireModel.ts";
import type {ChatDeps} from "./types.ts";

/**
 * Writes an answer that no conversation keeps: in its turn among the others, stopped with them when the model goes, and background work gives way to it.
 * @returns all of its text
 * @throws EngineError `model/not-loaded` (also when it went meanwhile) and what generating throws; the signal's reason
 */
export async function writeAside(
    deps: Pick<ChatDeps, "loaded" | "generations" | "turnstile">,
    request: GenerateRequest,
    signal?: AbortSignal
): Promise<string> {
    // a name that no conversation has
    const {controller, end} = await deps.generations.begin(crypto.randomUUID(), signal);
    try {
        const release = await deps.turnstile.acquire(controller.signal);
        try {
            let text = "";
            if (release !== undefined) {
                const {model} = requireModel(deps);
                for await (const event of model.generate(0, request, controller.signal)) if (event.type === "token") text += event.text;
            }
            signal?.throwIfAborted();
            if (controller.signal.aborted) throw new EngineError("model/not-loaded", {});
            return text;
        } finally {
            release?.();
        }
    } finally {
        end();
    }
}
