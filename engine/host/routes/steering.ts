import {os} from "./os.ts";

/** The contract's `steering`, procedure by procedure. */
export const steeringRoutes = {
    check: os.steering.check.handler(({context: {engine}, input}) => engine.steering.check(input)),
    fromEmber: os.steering.fromEmber.handler(({context: {engine}, input}) => engine.steering.fromEmber(input)),
    toEmber: os.steering.toEmber.handler(({context: {engine}, input}) => engine.steering.toEmber(input))
};
