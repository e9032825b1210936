export {type MeasuredPair, type MeasuredText, measurePair} from "./measurePair.ts";
