import {useSyncExternalStore} from "react";
import type {Steering} from "../../../../engine/contract/edits.ts";

/** Something to sweep. */
export interface EditSet {
    readonly name: string;
    readonly steering: Steering;
}

/** What is being asked for. `sets`: beside the chat's own steering and the presets, chosen from the start. */
export type Asked = {readonly kind: "sweep"; readonly sets: readonly EditSet[]} | {readonly kind: "autosteer"; readonly specification: string};

let asked: Asked | null = null;
const listeners = new Set<() => void>();

export function ask(next: Asked | null) {
    asked = next;
    for (const listener of listeners) listener();
}

/** Opens the dialog of a sweep, from wherever it is asked for. Without sets: of the chat's own steering. */
export const openSweep = (sets: readonly EditSet[] = []) => ask({kind: "sweep", sets});

export const openAutosteer = (specification = "") => ask({kind: "autosteer", specification});

export const useAsked = () =>
    useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => void listeners.delete(listener);
        },
        () => asked
    );
