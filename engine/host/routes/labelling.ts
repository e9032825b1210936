import {os} from "./os.ts";

/** Labels by a model. */
export const labellingRoutes = {
    explain: os.labels.explain.handler(({context: {engine}, input}) => engine.explain(input)),
    estimate: os.labels.estimate.handler(({context: {engine}, input, signal}) => engine.estimateLabelling(input, signal)),
    history: os.labels.history.handler(({context: {engine}, input: {dictionary, feature}}) => {
        engine.gate.requireVisible(dictionary, feature);
        return engine.store.labelHistory.of(dictionary, feature);
    }),
    setKey: os.labels.setKey.handler(({context: {engine}, input: {baseUrl, key}}) => engine.labellerKeys.set(baseUrl, key)),
    hasKey: os.labels.hasKey.handler(({context: {engine}, input: {baseUrl}}) => engine.labellerKeys.has(baseUrl))
};
