/** Something that a person can have done by a key or from the list of commands. */
export interface Action {
    readonly id: string;
    readonly words: string;
    readonly group: string;
    /** as `keysOf` writes them; null: none, unless a person gives it some */
    readonly keys: string | null;
}

const CHAT = "Chat";
const CONVERSATIONS = "Conversations";
const PAGES = "Pages";
const WINDOW = "Window";

/** All of them, in the order in which they are listed. */
export const actionList = [
    {id: "commands", words: "Commands", group: WINDOW, keys: "Ctrl+K"},
    {id: "newChat", words: "New chat", group: CONVERSATIONS, keys: "Ctrl+Shift+O"},
    {id: "searchMessages", words: "Search all conversations", group: CONVERSATIONS, keys: "Ctrl+Shift+E"},
    {id: "newFolder", words: "New folder", group: CONVERSATIONS, keys: null},
    {id: "importConversations", words: "Import conversations", group: CONVERSATIONS, keys: null},
    {id: "exportAll", words: "Export all conversations", group: CONVERSATIONS, keys: null},
    {id: "find", words: "Find in this conversation", group: CHAT, keys: "Ctrl+F"},
    {id: "searchFeatures", words: "Find a feature", group: CHAT, keys: "Ctrl+E"},
    {id: "compare", words: "Compare on or off", group: CHAT, keys: "Ctrl+J"},
    {id: "inspect", words: "Inspect tokens on or off", group: CHAT, keys: "Ctrl+I"},
    {id: "liveFeatures", words: "Features while an answer is written on or off", group: CHAT, keys: null},
    {id: "tree", words: "Show the tree of this conversation", group: CHAT, keys: null},
    {id: "variants", words: "Ask under several presets", group: CHAT, keys: null},
    {id: "autosteer", words: "Find features for a behaviour", group: CHAT, keys: null},
    {id: "sweep", words: "Sweep over strengths", group: CHAT, keys: null},
    {id: "fork", words: "Begin a new conversation with this one", group: CHAT, keys: null},
    {id: "exportMarkdown", words: "Export this conversation as Markdown", group: CHAT, keys: null},
    {id: "exportHtml", words: "Export this conversation as HTML", group: CHAT, keys: null},
    {id: "exportJson", words: "Export this conversation as JSON", group: CHAT, keys: null},
    {id: "chat", words: "Chat", group: PAGES, keys: null},
    {id: "features", words: "All features", group: PAGES, keys: "Ctrl+Shift+F"},
    {id: "presets", words: "Presets", group: PAGES, keys: null},
    {id: "evaluations", words: "Evaluations", group: PAGES, keys: null},
    {id: "library", words: "Library of models and dictionaries", group: PAGES, keys: "Ctrl+Shift+L"},
    {id: "pair", words: "Health of model and dictionary", group: PAGES, keys: "Ctrl+Shift+H"},
    {id: "moderation", words: "Moderation", group: PAGES, keys: null},
    {id: "models", words: "Choose a model", group: WINDOW, keys: "Ctrl+M"},
    {id: "rail", words: "Show or hide conversations", group: WINDOW, keys: "Ctrl+B"},
    {id: "panel", words: "Show or hide steering", group: WINDOW, keys: "Ctrl+."},
    {id: "themeLight", words: "Light theme", group: WINDOW, keys: null},
    {id: "themeDark", words: "Dark theme", group: WINDOW, keys: null},
    {id: "themeAuto", words: "Theme of the system", group: WINDOW, keys: null},
    {id: "shortcuts", words: "Keyboard shortcuts", group: WINDOW, keys: "?"}
] as const satisfies readonly Action[];

export type ActionId = (typeof actionList)[number]["id"];

export const actionWords = (id: ActionId): string => actionList.find((action) => action.id === id)?.words ?? id;

/** Keys that belong to what they are pressed in, and can't be changed. */
export const fixedKeys: ReadonlyArray<readonly [keys: string, what: string]> = [
    ["Enter", "Send the message"],
    ["Shift+Enter", "Begin a new line"],
    ["Esc", "Stop the answer, close what is open, go back to the chat"],
    ["Ctrl+Z, Ctrl+Shift+Z", "Undo or redo in the steering panel"],
    ["Alt+1 to Alt+9", "Put the chat under the preset of that key"],
    ["/", "Search the list of features"],
    ["Arrow keys", "Walk the tokens of an inspected answer"],
    ["Enter on a token", "Go into its features; Enter again steers"],
    ["F2, Delete", "Rename or delete a conversation in the list"]
];
