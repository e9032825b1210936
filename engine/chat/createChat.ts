import {
    type Conversation,
    type ConversationImport,
    type ConversationSummary,
    DEFAULT_SAMPLING,
    EngineError,
    type Folder,
    type Message,
    type MessageHit,
    NO_STEERING,
    type Sampling
} from "../contract/index.ts";
import type {GenerateRequest} from "../llama/types.ts";
import {type AnswerInput, answerAgain} from "./answerAgain.ts";
import {type ConfigureInput, configureConversation} from "./configureConversation.ts";
import {contextMeter} from "./contextMeter.ts";
import {type ContinueInput, continueAnswer} from "./continueAnswer.ts";
import {type ExportInput, exportConversations} from "./exports/exportConversations.ts";
import {FairMutex} from "./FairMutex.ts";
import {findConversation, findMessageIn} from "./findInStore.ts";
import {forkConversation} from "./forkConversation.ts";
import {Generations} from "./Generations.ts";
import {type ImportInput, importConversations} from "./imports/importConversations.ts";
import {type InspectInput, inspectMessage} from "./inspectMessage.ts";
import {readConversation, UNTITLED} from "./readConversation.ts";
import {type RewriteInput, rewriteMessage} from "./rewriteMessage.ts";
import {type SearchInput, searchMessages} from "./searchMessages.ts";
import {type SendInput, sendMessage} from "./sendMessage.ts";
import type {ChatDeps} from "./types.ts";
import {writeAside} from "./writeAside.ts";

export type Chat = ReturnType<typeof createChat>;

interface ChatSource extends Pick<ChatDeps, "store" | "gate" | "loaded"> {
    /** sampling of new conversations, where it differs from everybody's: the model's own, also while it is still loading */
    readonly defaults?: () => Partial<Sampling>;
}

/** Conversations and their answers: the `chat` part of the contract, which describes each of these. */
export function createChat({store, gate, loaded, defaults}: ChatSource) {
    const generations = new Generations();
    const deps: ChatDeps = {store, gate, loaded, generations, turnstile: new FairMutex()};
    const fresh = () => ({sampling: {...DEFAULT_SAMPLING, ...defaults?.()}, steering: NO_STEERING, variantId: null});
    const requireFolder = (id: string | null) => {
        if (id !== null && store.folders.find(id) === undefined) throw new EngineError("folder/not-found", {id});
    };
    const summary = (id: string): ConversationSummary => {
        const {title, createdAt, updatedAt, folderId} = findConversation(store, id);
        return {id, title: title ?? UNTITLED, createdAt, updatedAt, folderId};
    };

    return {
        list: (): ConversationSummary[] => store.conversations.listings().map((listing) => ({...listing, title: listing.title ?? UNTITLED})),

        create({title, folderId = null}: {readonly title?: string | undefined; readonly folderId?: string | null | undefined}): Conversation {
            requireFolder(folderId);
            const now = Date.now();
            const id = crypto.randomUUID();
            const empty = {...fresh(), systemPrompt: "", headId: null, folderId};
            store.conversations.insert({id, title: title?.trim() || null, createdAt: now, updatedAt: now, ...empty});
            return readConversation(store, id);
        },

        async get(conversationId: string): Promise<Conversation> {
            await generations.stopping(conversationId);
            return readConversation(store, conversationId);
        },

        rename(conversationId: string, title: string): ConversationSummary {
            findConversation(store, conversationId);
            store.conversations.change(conversationId, {title});
            return summary(conversationId);
        },

        move(conversationId: string, folderId: string | null): ConversationSummary {
            findConversation(store, conversationId);
            requireFolder(folderId);
            store.conversations.change(conversationId, {folderId});
            return summary(conversationId);
        },

        /** stops what is being written in it first */
        async remove(conversationId: string): Promise<void> {
            await generations.stop(conversationId);
            if (!store.conversations.remove(conversationId)) throw new EngineError("chat/not-found", {id: conversationId});
        },

        configure: (input: ConfigureInput): Conversation => configureConversation(deps, input),

        async select(conversationId: string, messageId: string): Promise<Conversation> {
            findMessageIn(store, conversationId, messageId);
            store.conversations.change(conversationId, {headId: store.messages.newestLeafUnder(messageId) ?? messageId});
            return readConversation(store, conversationId);
        },

        send: (input: SendInput, signal?: AbortSignal) => sendMessage(deps, input, signal),
        answer: (input: AnswerInput, signal?: AbortSignal) => answerAgain(deps, input, signal),
        continue: (input: ContinueInput, signal?: AbortSignal) => continueAnswer(deps, input, signal),
        rewrite: (input: RewriteInput) => rewriteMessage(deps, input),
        fork: (input: {readonly conversationId: string; readonly messageId: string}): Conversation => forkConversation(deps, input),
        /** an answer that no conversation keeps, in its turn */
        writeAside: (request: GenerateRequest, signal?: AbortSignal) => writeAside(deps, request, signal),
        inspect: (input: InspectInput, signal?: AbortSignal) => inspectMessage(deps, input, signal),

        folders: (): Folder[] => store.folders.all(),

        /** adds one, or renames the one with its id */
        saveFolder({id, name}: {readonly id?: string | undefined; readonly name: string}): Folder {
            if (id !== undefined) requireFolder(id);
            const folder = {id: id ?? crypto.randomUUID(), name};
            store.folders.save(folder);
            return folder;
        },

        removeFolder(id: string): void {
            if (!store.folders.remove(id)) throw new EngineError("folder/not-found", {id});
        },

        search: (input: SearchInput): MessageHit[] => searchMessages(deps, input),
        contextUse: contextMeter(deps),
        export: (input: ExportInput): File => exportConversations(deps, input),
        import: (input: ImportInput): Promise<ConversationImport> => importConversations(deps, input, fresh),

        async message(messageId: string): Promise<Message> {
            const message = store.messages.find(messageId);
            if (message === undefined) throw new EngineError("chat/not-found", {id: messageId});
            return message;
        },

        /** Resolves when no answer is being written; the signal that it gives is aborted when one begins. */
        quiet: (signal: AbortSignal) => generations.quiet(signal),

        /** Stops every answer and resolves when all are stored; before a model or the store is closed. */
        stopAll: () => generations.stopAll()
    };
}
