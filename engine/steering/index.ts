export {compileSteering} from "./compileSteering.ts";
export type * from "./types.ts";
