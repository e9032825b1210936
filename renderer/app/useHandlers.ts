import type {Conversation} from "../../engine/contract/chat.ts";
import {forkConversation, openChatPanel} from "../features/chat/index.ts";
import {askForFolder, chooseImport, exportAllConversations, exportConversation} from "../features/conversations/index.ts";
import {openAutosteer, openSweep} from "../features/evaluation/index.ts";
import type {Handlers} from "./actions/useShortcuts.ts";
import {go, type Route} from "./route.ts";
import {useColorScheme} from "./useColorScheme.ts";

type Own = Required<
    Pick<
        Handlers,
        | "commands"
        | "newChat"
        | "searchMessages"
        | "find"
        | "searchFeatures"
        | "compare"
        | "inspect"
        | "liveFeatures"
        | "models"
        | "rail"
        | "panel"
        | "shortcuts"
    >
>;

interface Inputs {
    /** what the window itself does */
    readonly own: Own;
    readonly showRail: () => void;
    readonly conversation: Conversation | undefined;
    readonly busy: boolean;
    /** tokens are read through it */
    readonly dictionary: string | null;
    readonly page: Route["page"];
    readonly toChat: () => void;
}

/** What can be done now, by keys and from the palette. */
export function useHandlers({own, showRail, conversation, busy, dictionary, page, toChat}: Inputs): Handlers {
    const {choose} = useColorScheme();
    const {find, compare, inspect, liveFeatures, panel, ...anywhere} = own;
    const id = conversation?.id;
    const headId = conversation?.headId ?? null;
    const reads = dictionary !== null;
    return {
        ...anywhere,
        newFolder: () => {
            showRail();
            askForFolder();
        },
        importConversations: chooseImport,
        exportAll: exportAllConversations,
        ...(page !== "chat" && {chat: toChat}),
        features: () => go({page: "features", dictionary, feature: null}),
        presets: () => go({page: "presets", preset: null}),
        evaluations: () => go({page: "evaluations", evaluation: null}),
        ...(reads && {autosteer: () => openAutosteer(), sweep: () => openSweep()}),
        library: () => go({page: "library", section: "machine"}),
        pair: () => go({page: "pair", dictionary: null}),
        moderation: () => go({page: "moderation", dictionary: null}),
        themeLight: () => choose("light"),
        themeDark: () => choose("dark"),
        themeAuto: () => choose("auto"),
        ...(page === "chat" && {compare, panel, ...(reads && {inspect, liveFeatures})}),
        ...(page === "chat" && id !== undefined && {variants: () => openChatPanel("variants")}),
        ...(id !== undefined && headId !== null && exportsOf(id)),
        ...(page === "chat" && id !== undefined && headId !== null && {find, tree: () => openChatPanel("branches")}),
        ...(page === "chat" && id !== undefined && headId !== null && !busy && {fork: () => void forkConversation(id, headId)})
    };
}

const exportsOf = (id: string): Handlers => ({
    exportMarkdown: () => exportConversation(id, "md"),
    exportHtml: () => exportConversation(id, "html"),
    exportJson: () => exportConversation(id, "json")
});
