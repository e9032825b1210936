export {chooseFeature} from "./chosenFeature.ts";
export {TokenView} from "./TokenView.tsx";
