import type {Run} from "../../../engine/contract/runs.ts";
import {engine} from "../../app/engine.ts";
import {showError} from "../../widgets/Toasts.tsx";

const attempt = (act: (input: {id: string}) => Promise<unknown>) => async (run: Run) => {
    try {
        await act({id: run.id});
    } catch (error) {
        showError(error);
    }
};

/** What can be asked of a run; the list shows what came of it. */
export const pauseRun = attempt(engine.runs.pause);
export const resumeRun = attempt(engine.runs.resume);
export const cancelRun = attempt(engine.runs.cancel);
export const removeRun = attempt(engine.runs.remove);
