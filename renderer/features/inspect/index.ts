export {ColouredTokens} from "./ColouredTokens.tsx";
export {chooseFeature} from "./chosenFeature.ts";
export {TokenView} from "./TokenView.tsx";
export {tokenName} from "./tokenPieces.ts";
