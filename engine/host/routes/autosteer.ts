import {os} from "./os.ts";

/** The part of the contract's `evaluation` that finds features and conditions. */
export const autosteerRoutes = {
    autosteer: os.evaluation.autosteer.handler(({context: {engine}, input}) => engine.autosteer.begin(input)),
    estimateAutosteer: os.evaluation.estimateAutosteer.handler(({context: {engine}, input}) => engine.autosteer.estimate(input.mode)),
    getAutosteer: os.evaluation.getAutosteer.handler(({context: {engine}, input}) => engine.autosteer.get(input.id)),
    autocondition: os.evaluation.autocondition.handler(({context: {engine}, input}) => engine.autosteer.beginCondition(input)),
    getAutocondition: os.evaluation.getAutocondition.handler(({context: {engine}, input}) => engine.autosteer.getCondition(input.id))
};
