import {EngineError} from "../../contract/index.ts";
import {os} from "./os.ts";

const notYet = () => {
    throw new EngineError("engine/internal", {detail: "not there yet"});
};

/** The contract's `labels`, procedure by procedure. */
export const labelRoutes = {
    import: os.labels.import.handler(notYet),
    export: os.labels.export.handler(notYet),
    sources: os.labels.sources.handler(notYet),
    removeSource: os.labels.removeSource.handler(notYet)
};
