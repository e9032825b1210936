export {PresetDoor} from "./PresetDoor.tsx";
export {PresetsPage} from "./PresetsPage.tsx";
export {applyPreset, takeDroppedPreset} from "./presetActions.ts";
export {SteeringMenu} from "./SteeringMenu.tsx";
export {takeOpenedPresets} from "./takeOpenedPresets.ts";
export {usePresetList} from "./usePresets.ts";
