import {EngineError} from "../../contract/index.ts";
import {os} from "./os.ts";

const notYet = () => {
    throw new EngineError("engine/internal", {detail: "not there yet"});
};

/** The contract's `runs`, procedure by procedure. */
export const runRoutes = {
    follow: os.runs.follow.handler(notYet),
    pause: os.runs.pause.handler(notYet),
    resume: os.runs.resume.handler(notYet),
    cancel: os.runs.cancel.handler(notYet),
    remove: os.runs.remove.handler(notYet)
};
