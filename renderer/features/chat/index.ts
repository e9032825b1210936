export {ChatView} from "./ChatView.tsx";
export {answerAgain, useGeneration} from "./generations.ts";
export {branchTo} from "./tree.ts";
