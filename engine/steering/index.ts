export {compileSteering, type RawEdit, type RawSteering} from "./compileSteering.ts";
