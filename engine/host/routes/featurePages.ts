import {featurePage} from "../../features/page/featurePage.ts";
import {harvestSummary} from "../../features/page/harvestSummary.ts";
import {os} from "./os.ts";

/** What is known of features, in lists and on their pages. */
export const featurePageRoutes = {
    list: os.features.list.handler(({context: {engine}, input, signal}) => engine.list(input, signal)),
    page: os.features.page.handler(({context: {engine}, input}) => featurePage(engine.features, input)),
    logits: os.features.logits.handler(({context: {engine}, input}) => engine.links.logits(input)),
    neighbors: os.features.neighbors.handler(({context: {engine}, input}) => engine.links.neighbors(input)),
    lookup: os.features.lookup.handler(({context: {engine}, input}) => engine.links.lookup(input)),
    harvest: os.features.harvest.handler(({context: {engine}, input}) => engine.harvest(input)),
    harvested: os.features.harvested.handler(({context: {engine}, input}) => harvestSummary(engine.features, input.dictionary)),
    meaning: {
        status: os.features.meaning.status.handler(({context: {engine}, input}) => engine.meaning.status(input.dictionary)),
        use: os.features.meaning.use.handler(({context: {engine}, input, signal}) => engine.meaning.use(input, signal))
    }
};
