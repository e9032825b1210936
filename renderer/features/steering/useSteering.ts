import {useCallback, useMemo} from "react";
import type {Conversation} from "../../../engine/contract/chat.ts";
import type {EditMode} from "../../../engine/contract/edits.ts";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import {queries, queryClient} from "../../app/engine.ts";
import {showToast} from "../../widgets/Toasts.tsx";
import {addToSteering, suggestEdit} from "./addToSteering.ts";
import type {PanelEdit} from "./edits.ts";
import {changeSteering, panelEdits, type SettingsChange, undoSteering} from "./panel.ts";

const AS_USUAL: SettingsChange = {scope: "answer", decay: null, normRestore: null, cap: null};

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
    const setEdits = useCallback(
        (next: readonly PanelEdit[], tag?: string) => changeSteering(conversationId, {edits: next, ...(tag !== undefined && {tag})}),
        [conversationId]
    );
    /** changes the edits from what they are at this moment */
    const update = useCallback(
        (change: (edits: readonly PanelEdit[]) => readonly PanelEdit[], tag?: string) => setEdits(change(current()), tag),
        [current, setEdits]
    );

    const add = useCallback((dictionary: string, feature: FeatureId) => addToSteering(conversationId, dictionary, feature), [conversationId]);
    const replace = useCallback(
        (index: number, change: Partial<PanelEdit>) => {
            const tag = "value" in change ? `value ${index}` : undefined;
            update((edits) => edits.map((edit, at) => (at === index ? {...edit, ...change} : edit)), tag);
        },
        [update]
    );
    const remove = useCallback((index: number) => update((edits) => edits.filter((_, at) => at !== index)), [update]);
    const setModes = useCallback(
        async (indexes: readonly number[], mode: EditMode) => {
            const old = current();
            const next = await Promise.all(
                indexes.map((index) => old[index]).map((edit) => edit && suggestEdit(edit.dictionary ?? firstDictionary, edit.feature, mode))
            );
            update((edits) =>
                edits.map((edit, at) => {
                    const {dictionary: _, ...suggested} = next[indexes.indexOf(at)] ?? {};
                    const {unit: _unit, ...kept} = edit;
                    return indexes.includes(at) ? {...kept, ...suggested} : edit;
                })
            );
        },
        [current, update, firstDictionary]
    );
    const setMode = useCallback((index: number, mode: EditMode) => setModes([index], mode), [setModes]);
    const reset = useCallback(() => {
        const fresh = queryClient.getQueryData<Conversation>(queries.chat.get.queryKey({input: {conversationId}}));
        // what is left acts as before; with nothing left, the next edit begins as usual
        const rulesStay = (fresh?.steering.rules?.length ?? 0) > 0;
        changeSteering(conversationId, {edits: [], ...(!rulesStay && {settings: AS_USUAL})});
        showToast({tone: "plain", text: "All edits removed.", action: {label: "Undo", run: () => undoSteering(conversationId)}});
    }, [conversationId]);
    return {edits, add, replace, remove, setMode, setModes, reset, update};
}

export type SteeringControls = ReturnType<typeof useSteering>;
