export {ColouredTokens} from "./ColouredTokens.tsx";
export {ConversationFeatures} from "./ConversationFeatures.tsx";
export {chooseFeature} from "./chosenFeature.ts";
export {TokenView} from "./TokenView.tsx";
export {tokenName} from "./tokenPieces.ts";
