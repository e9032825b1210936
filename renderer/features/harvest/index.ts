export {HarvestDialog} from "./HarvestDialog.tsx";
export {HarvestProgress} from "./HarvestProgress.tsx";
export {LabellingDialog} from "./LabellingDialog.tsx";
export {useHarvestRun} from "./useHarvestRun.ts";
