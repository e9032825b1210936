export {RunTray} from "./RunTray.tsx";
export {followRuns, useRuns} from "./runFeed.ts";
export {openTray} from "./tray.ts";
export {progressFacts, shareOf, stateWords} from "./words.ts";
