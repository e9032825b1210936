export {ChatView} from "./ChatView.tsx";
export {fork as forkConversation} from "./chatActions.ts";
export {openChatPanel} from "./chatPanels.ts";
export {followConversations} from "./followConversations.ts";
export {answerAgain, useGenerationControl} from "./generations.ts";
export {branchTo} from "./tree.ts";
