import {useSyncExternalStore} from "react";
import type {EngineStatus, ModelInfo} from "../../../engine/contract/models.ts";
import {engine} from "../../app/engine.ts";

let status: EngineStatus | null = null;
const listeners = new Set<() => void>();

const RETRY_MS = 400;

/** Listens to what the engine is doing, for as long as the window is open. */
export async function followEngineStatus() {
    for (;;) {
        try {
            for await (const next of await engine.engine.status()) {
                status = next;
                for (const listener of listeners) listener();
            }
        } catch {
            // the connection has its own banner; the next call waits for it
        }
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
}

/** The engine's status; null before it is known. */
export const useEngineStatus = () =>
    useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => void listeners.delete(listener);
        },
        () => status
    );

export function useLoadedModel(): ModelInfo | null {
    const now = useEngineStatus();
    return now?.state === "ready" ? now.model : null;
}
