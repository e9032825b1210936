export {checkSteering} from "./checkSteering.ts";
export {compileSteering} from "./compileSteering.ts";
export {parseObject} from "./ember/emberJson.ts";
export {readEmber} from "./ember/readEmber.ts";
export type {EmberSteering} from "./ember/types.ts";
export {writeEmber} from "./ember/writeEmber.ts";
export {evaluateCondition, type ValueAt} from "./evaluateCondition.ts";
export {evaluateRules, type RuledText, type RuledTokens} from "./evaluateRules.ts";
export type * from "./types.ts";
