export {compileSteering} from "./compileSteering.ts";
export {evaluateCondition, type ValueAt} from "./evaluateCondition.ts";
export {evaluateRules, type RuledText, type RuledTokens} from "./evaluateRules.ts";
export type * from "./types.ts";
