import {useCallback, useMemo} from "react";
import type {Conversation} from "../../../engine/contract/chat.ts";
import type {Edit, EditMode} from "../../../engine/contract/edits.ts";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import {queries, queryClient} from "../../app/engine.ts";
import {showToast} from "../../widgets/Toasts.tsx";
import {isSameFeature, type PanelEdit} from "./edits.ts";
import {changeSteering, panelEdits} from "./panel.ts";

/** what a feature starts with where the engine has no range for it */
const FALLBACK_STRENGTH = 0.3;

const rangeOptions = (dictionary: string, feature: FeatureId, mode: EditMode) => queries.features.range.queryOptions({input: {dictionary, feature, mode}});

/** The start of an edit: in the middle of its calibrated range. */
async function suggestEdit(dictionary: string, feature: FeatureId, mode: EditMode): Promise<Edit> {
    const base: Edit = {feature, mode, dictionary, value: FALLBACK_STRENGTH};
    try {
        const range = await queryClient.fetchQuery(rangeOptions(dictionary, feature, mode));
        return {...base, value: range.suggested, ...(mode === "pin" && {unit: range.unit === "max" ? ("max" as const) : ("activation" as const)})};
    } catch {
        return base;
    }
}

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

    const add = useCallback(
        async (dictionary: string, feature: FeatureId) => {
            const edit = await suggestEdit(dictionary, feature, "nudge");
            const before = current();
            if (before.some((other) => isSameFeature(other, edit, dictionary))) {
                showToast({tone: "plain", text: `Feature ${feature} is already in the steering panel.`}, {milliseconds: 3000});
                return;
            }
            setEdits([...before, edit]);
        },
        [current, setEdits]
    );
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
