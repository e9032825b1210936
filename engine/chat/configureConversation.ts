import {type Conversation, EngineError, type Sampling, type Steering} from "../contract/index.ts";
import {findConversation} from "./findInStore.ts";
import {readConversation} from "./readConversation.ts";
import type {ChatDeps} from "./types.ts";

export interface ConfigureInput {
    readonly conversationId: string;
    readonly systemPrompt?: string | undefined;
    readonly sampling?: {readonly [Name in keyof Sampling]?: Sampling[Name] | undefined} | undefined;
    readonly steering?: Steering | undefined;
    readonly variantId?: string | null | undefined;
}

/**
 * Changes what the next answer runs under; what is absent stays. Answers that exist keep what they were written under.
 * @throws EngineError `chat/not-found`, `preset/not-found`, `feature/moderated`
 */
export function configureConversation(
    {store, gate, loaded}: Pick<ChatDeps, "store" | "gate" | "loaded">,
    {conversationId, systemPrompt, sampling, steering, variantId}: ConfigureInput
): Conversation {
    if (steering !== undefined) gate.requireSteerable(steering, loaded()?.dictionaries[0]);
    return store.atomically(() => {
        const conversation = findConversation(store, conversationId);
        if (variantId && store.presets.find(variantId) === undefined) throw new EngineError("preset/not-found", {id: variantId});
        store.conversations.change(conversationId, {
            ...(systemPrompt !== undefined && {systemPrompt}),
            ...(sampling !== undefined && {sampling: {...conversation.sampling, ...present(sampling)}}),
            ...(steering !== undefined && {steering}),
            ...(variantId !== undefined && {variantId})
        });
        return readConversation(store, conversationId);
    });
}

function present<T extends object>(values: T): {[Name in keyof T]?: Exclude<T[Name], undefined>} {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {[Name in keyof T]?: Exclude<T[Name], undefined>};
}
