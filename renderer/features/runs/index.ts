export {RunTray} from "./RunTray.tsx";
export {cancelRun, pauseRun, resumeRun} from "./runActions.ts";
export {followRuns, useRuns} from "./runFeed.ts";
export {announceRun, openTray} from "./tray.ts";
export {placeOf, progressFacts, shareOf, stateWords} from "./words.ts";
