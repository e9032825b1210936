import {featureId} from "../../contract/index.ts";
import {os} from "./os.ts";

/** What features do on given texts. */
export const featureReadingRoutes = {
    rerank: os.features.rerank.handler(({context: {engine}, input, signal}) => engine.rerank(input, signal)),
    inspect: os.features.inspect.handler(({context: {engine}, input, signal}) => engine.readings.inspect(input, signal)),
    contrast: os.features.contrast.handler(({context: {engine}, input, signal}) => engine.readings.contrast(input, signal)),
    attribute: os.features.attribute.handler(async ({context: {engine}, input, signal}) => {
        const {features, ...rest} = await engine.attribute(input, signal);
        return {...rest, features: features.map((one) => ({...one, feature: featureId(one.feature)}))};
    })
};
