import {useSyncExternalStore} from "react";
import type {PairMeasurement, PairReport} from "../../../engine/contract/pairs.ts";
import {engine, queries, queryClient} from "../../app/engine.ts";
import {showError} from "../../widgets/Toasts.tsx";

export type MeasureProgress = Extract<PairMeasurement, {type: "progress"}>;

export interface Measurement {
    /** null before the first word of it */
    readonly progress: MeasureProgress | null;
    readonly stop: () => void;
}

const measurements = new Map<string, Measurement>();
const listeners = new Set<() => void>();

function changed(dictionary: string, next: Measurement | null) {
    if (next === null) measurements.delete(dictionary);
    else measurements.set(dictionary, next);
    for (const listener of listeners) listener();
}

/** What is being measured of a dictionary now, or null. It goes on while another page is open. */
export const useMeasurement = (dictionary: string) =>
    useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => void listeners.delete(listener);
        },
        () => measurements.get(dictionary) ?? null
    );

interface Request {
    readonly dictionary: string;
    readonly text?: string;
    readonly maxTokens: number;
}

/** @returns the report; null when it was stopped or failed, which is shown */
export async function measure(request: Request): Promise<PairReport | null> {
    const {dictionary} = request;
    if (measurements.has(dictionary)) return null;
    const controller = new AbortController();
    const stop = () => controller.abort();
    changed(dictionary, {progress: null, stop});
    try {
        for await (const event of await engine.pairs.measure(request, {signal: controller.signal})) {
            if (event.type === "report") return event.report;
            changed(dictionary, {progress: event, stop});
        }
    } catch (error) {
        if (!controller.signal.aborted) showError(error, {retry: () => void measure(request)});
    } finally {
        changed(dictionary, null);
        void queryClient.invalidateQueries({queryKey: queries.pairs.reports.key()});
    }
    return null;
}

const STAGES = ["reading", "plain", "reconstructed", "zero"] as const;

/** All four passes over the text as one way, 0..1. */
export const measuredShare = ({stage, done, total}: MeasureProgress) => (STAGES.indexOf(stage) + (total > 0 ? Math.min(1, done / total) : 0)) / STAGES.length;
