export {HarvestDialog} from "./HarvestDialog.tsx";
export {HarvestProgress} from "./HarvestProgress.tsx";
export {keepKey} from "./keepKey.ts";
export {LabellingDialog} from "./LabellingDialog.tsx";
export {baseUrls, hostOf, isLocal, labellerOf} from "./labellerOf.ts";
export {ServerFields} from "./ServerFields.tsx";
export {useHarvestRun} from "./useHarvestRun.ts";
