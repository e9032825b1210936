export {ConversationRail} from "./ConversationRail.tsx";
export {askForFolder} from "./folders/askForFolder.ts";
export {FindBar, focusFindBar} from "./search/FindBar.tsx";
export {focusMessageSearch, setSearchText} from "./search/searchText.ts";
export {exportAllConversations, exportConversation} from "./transfer/exportConversations.ts";
export {chooseImport} from "./transfer/importConversations.ts";
export {createConversation, isUntouched} from "./useConversations.ts";
