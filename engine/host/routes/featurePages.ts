import {EngineError} from "../../contract/index.ts";
import {os} from "./os.ts";

const notYet = () => {
    throw new EngineError("engine/internal", {detail: "not there yet"});
};

/** What is known of features, in lists and on their pages. */
export const featurePageRoutes = {
    list: os.features.list.handler(notYet),
    page: os.features.page.handler(notYet),
    logits: os.features.logits.handler(notYet),
    neighbors: os.features.neighbors.handler(notYet),
    lookup: os.features.lookup.handler(notYet),
    harvest: os.features.harvest.handler(notYet),
    harvested: os.features.harvested.handler(notYet),
    meaning: {
        status: os.features.meaning.status.handler(notYet),
        use: os.features.meaning.use.handler(notYet)
    }
};
