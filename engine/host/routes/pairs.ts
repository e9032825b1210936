import {EngineError} from "../../contract/index.ts";
import {os} from "./os.ts";

const notYet = () => {
    throw new EngineError("engine/internal", {detail: "not there yet"});
};

/** The contract's `pairs`, procedure by procedure. */
export const pairRoutes = {
    measure: os.pairs.measure.handler(notYet),
    reports: os.pairs.reports.handler(notYet),
    removeReport: os.pairs.removeReport.handler(notYet)
};
