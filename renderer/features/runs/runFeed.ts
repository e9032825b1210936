import {useSyncExternalStore} from "react";
import type {Run} from "../../../engine/contract/runs.ts";
import {engine, queries, queryClient} from "../../app/engine.ts";
import {tellCode} from "../../app/errorSentences.ts";
import {showToast} from "../../widgets/Toasts.tsx";
import {endings} from "./endings.ts";
import {openTray, trayIsOpen} from "./tray.ts";

let runs: readonly Run[] | null = null;
const listeners = new Set<() => void>();

const FIRST_RETRY_MS = 400;
const LONGEST_RETRY_MS = 8000;

/** Listens to all long work, for as long as the window is open. */
export async function followRuns() {
    for (let wait = FIRST_RETRY_MS; ; wait = Math.min(LONGEST_RETRY_MS, wait * 2)) {
        try {
            for await (const next of await engine.runs.follow()) {
                wait = FIRST_RETRY_MS;
                take(next);
            }
        } catch {
            // the connection has its own banner; the next call waits for it
        }
        await new Promise((resolve) => setTimeout(resolve, wait));
    }
}

const ABOUT_FEATURES: ReadonlySet<Run["kind"]> = new Set(["harvest", "label", "embed", "propose"]);

function take(next: readonly Run[]) {
    const before = runs;
    runs = next;
    for (const listener of listeners) listener();
    if (before === null) return;
    const ended = endings(before, next);
    if (ended.some(({state}) => state === "done")) {
        void queryClient.invalidateQueries({queryKey: queries.models.key()});
        void queryClient.invalidateQueries({queryKey: queries.library.key()});
    }
    // what was labelled before a run stopped is there as well
    if (ended.some(({kind}) => ABOUT_FEATURES.has(kind))) {
        for (const group of [queries.features, queries.labels, queries.moderation]) void queryClient.invalidateQueries({queryKey: group.key()});
    }
    if (!trayIsOpen()) for (const run of ended) tell(run);
}

function tell(run: Run) {
    const action = {label: "Show", run: openTray};
    if (run.state === "done") showToast({tone: "plain", text: `${run.title} is ready.`, action}, {milliseconds: 10_000});
    else if (run.error !== undefined)
        showToast(
            {tone: "error", text: `${run.title}: ${tellCode(run.error.code, run.error.data, run.error.message).sentence}`, action},
            {milliseconds: 14_000}
        );
}

/** Every run, newest first; null before they are known. */
export const useRuns = () =>
    useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => void listeners.delete(listener);
        },
        () => runs
    );
