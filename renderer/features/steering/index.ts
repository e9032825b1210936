export {EditChips} from "./EditChips.tsx";
export {describeStrength, isSameSteering} from "./edits.ts";
export {FeatureCard} from "./FeatureCard.tsx";
export {focusFeatureSearch} from "./FeatureSearch.tsx";
export {useFeatureName} from "./featureName.ts";
export {flushSteering} from "./panel.ts";
export {SteeringPanel} from "./SteeringPanel.tsx";
export {useSteering} from "./useSteering.ts";
