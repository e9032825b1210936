import {useCallback, useMemo} from "react";
import type {Conversation} from "../../../engine/contract/chat.ts";
import type {EditMode} from "../../../engine/contract/edits.ts";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import {queries, queryClient} from "../../app/engine.ts";
import {showToast} from "../../widgets/Toasts.tsx";
import {addToSteering, suggestEdit} from "./addToSteering.ts";
import type {PanelEdit} from "./edits.ts";
import {changeSteering, panelEdits} from "./panel.ts";

/**
 * What a conversation's next answer runs under, and how to change it.
 * @param firstDictionary id of the dictionary that an edit without one means
 */
export function useSteering(conversation: Conversation, firstDictionary: string) {
    const conversationId = conversation.id;
    const edits = useMemo(() => panelEdits(conversation), [conversation]);
    const current = useCallback(() => {
        const fresh = queryClient.getQueryData<Conversation>(queries.chat.get.queryKey({input: {conversationId}}));
        return fresh === undefined ? [] : panelEdits(fresh);
    }, [conversationId]);
    const setEdits = useCallback((next: readonly PanelEdit[]) => changeSteering(conversationId, {edits: next, variantId: null}), [conversationId]);

    const add = useCallback((dictionary: string, feature: FeatureId) => addToSteering(conversationId, dictionary, feature), [conversationId]);
    const replace = useCallback(
        (index: number, change: Partial<PanelEdit>) => setEdits(current().map((edit, at) => (at === index ? {...edit, ...change} : edit))),
        [current, setEdits]
    );
    const remove = useCallback((index: number) => setEdits(current().filter((_, at) => at !== index)), [current, setEdits]);
    const setMode = useCallback(
        async (index: number, mode: EditMode) => {
            const old = current()[index];
            if (old === undefined) return;
            const next = await suggestEdit(old.dictionary ?? firstDictionary, old.feature, mode);
            setEdits(current().map((edit, at) => (at === index ? {...next, ...(edit.bypassed && {bypassed: true})} : edit)));
        },
        [current, setEdits, firstDictionary]
    );
    const reset = useCallback(() => {
        const before = current();
        setEdits([]);
        showToast({tone: "plain", text: "All edits removed.", action: {label: "Undo", run: () => setEdits(before)}});
    }, [current, setEdits]);
    return {edits, add, replace, remove, setMode, reset, setEdits};
}

export type SteeringControls = ReturnType<typeof useSteering>;
