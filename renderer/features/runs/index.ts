export {RunTray} from "./RunTray.tsx";
export {followRuns, useRuns} from "./runFeed.ts";
export {announceRun, openTray} from "./tray.ts";
export {progressFacts, shareOf, stateWords} from "./words.ts";
