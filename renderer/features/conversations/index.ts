export {ConversationRail} from "./ConversationRail.tsx";
export {createConversation, isUntouched} from "./useConversations.ts";
