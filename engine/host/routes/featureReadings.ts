import {EngineError, featureId} from "../../contract/index.ts";
import {os} from "./os.ts";

const notYet = () => {
    throw new EngineError("engine/internal", {detail: "not there yet"});
};

/** What features do on given texts. */
export const featureReadingRoutes = {
    rerank: os.features.rerank.handler(notYet),
    inspect: os.features.inspect.handler(notYet),
    contrast: os.features.contrast.handler(notYet),
    attribute: os.features.attribute.handler(async ({context: {engine}, input, signal}) => {
        const {features, ...rest} = await engine.attribute(input, signal);
        return {...rest, features: features.map((one) => ({...one, feature: featureId(one.feature)}))};
    })
};
