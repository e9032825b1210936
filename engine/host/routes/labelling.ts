import {EngineError} from "../../contract/index.ts";
import {os} from "./os.ts";

const notYet = () => {
    throw new EngineError("engine/internal", {detail: "not there yet"});
};

/** Labels by a model. */
export const labellingRoutes = {
    explain: os.labels.explain.handler(notYet),
    estimate: os.labels.estimate.handler(notYet),
    history: os.labels.history.handler(notYet),
    setKey: os.labels.setKey.handler(notYet),
    hasKey: os.labels.hasKey.handler(notYet)
};
