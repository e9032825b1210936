import type {Edit, EditMode} from "../../../engine/contract/edits.ts";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import {queries, queryClient} from "../../app/engine.ts";
import {showError, showToast} from "../../widgets/Toasts.tsx";
import {isSameFeature} from "./edits.ts";
import {changeSteering, flushSteering, panelEdits, undoSteering} from "./panel.ts";

/** what a feature starts with where the engine has no range for it */
const FALLBACK_STRENGTH = 0.5;

const rangeOptions = (dictionary: string, feature: FeatureId, mode: EditMode) => queries.features.range.queryOptions({input: {dictionary, feature, mode}});

/** The start of an edit: in the middle of its calibrated range. */
export async function suggestEdit(dictionary: string, feature: FeatureId, mode: EditMode): Promise<Edit> {
    const base: Edit = {feature, mode, dictionary, value: FALLBACK_STRENGTH};
    try {
        const range = await queryClient.fetchQuery(rangeOptions(dictionary, feature, mode));
        return {...base, value: range.suggested, ...(mode === "pin" && {unit: range.unit === "max" ? ("max" as const) : ("activation" as const)})};
    } catch {
        return base;
    }
}

/** @returns whether it is new there, and the engine took it; what went wrong is shown */
export async function addToSteering(conversationId: string, dictionary: string, feature: FeatureId): Promise<boolean> {
    try {
        const edit = await suggestEdit(dictionary, feature, "nudge");
        const conversation = await queryClient.fetchQuery(queries.chat.get.queryOptions({input: {conversationId}}));
        const before = panelEdits(conversation);
        if (before.some((other) => isSameFeature(other, edit, dictionary))) {
            showToast({tone: "plain", text: `Feature ${feature} is already in the steering panel.`}, {milliseconds: 3000});
            return false;
        }
        changeSteering(conversationId, {edits: [...before, edit]});
        try {
            await flushSteering(conversationId);
        } catch (error) {
            undoSteering(conversationId);
            throw error;
        }
        return true;
    } catch (error) {
        showError(error);
        return false;
    }
}
