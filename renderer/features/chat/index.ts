export {ChatView} from "./ChatView.tsx";
export {openChatPanel} from "./chatPanels.ts";
export {answerAgain, useGenerationControl} from "./generations.ts";
export {branchTo} from "./tree.ts";
