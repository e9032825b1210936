import {os} from "./os.ts";

/** Sweeps, and what is kept of all evaluations: the contract's `evaluation`, but for what finds features. */
export const evaluationRoutes = {
    list: os.evaluation.list.handler(({context: {engine}}) => engine.evaluation.list()),
    remove: os.evaluation.remove.handler(({context: {engine}, input}) => engine.evaluation.remove(input.id)),
    sweep: os.evaluation.sweep.handler(({context: {engine}, input}) => engine.evaluation.sweep(input)),
    estimate: os.evaluation.estimate.handler(({context: {engine}, input}) => engine.evaluation.estimate(input)),
    getSweep: os.evaluation.getSweep.handler(({context: {engine}, input}) => engine.evaluation.getSweep(input.id)),
    exportSweep: os.evaluation.exportSweep.handler(({context: {engine}, input}) => engine.evaluation.exportSweep(input.id, input.format)),
    toRate: os.evaluation.toRate.handler(({context: {engine}, input}) => engine.evaluation.toRate(input.id)),
    rate: os.evaluation.rate.handler(({context: {engine}, input}) => engine.evaluation.rate(input)),
    agreement: os.evaluation.agreement.handler(({context: {engine}, input}) => engine.evaluation.agreement(input.id))
};
