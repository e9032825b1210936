import {os} from "./os.ts";

/** The contract's `pairs`, procedure by procedure. */
export const pairRoutes = {
    measure: os.pairs.measure.handler(async ({context: {engine}, input, signal}) => engine.pairs.measure(input, signal)),
    reports: os.pairs.reports.handler(({context: {engine}, input}) => engine.pairs.reports(input.dictionary)),
    removeReport: os.pairs.removeReport.handler(({context: {engine}, input}) => engine.pairs.removeReport(input.id))
};
