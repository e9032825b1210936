import {useQuery} from "@tanstack/react-query";
import {useMemo} from "react";
import type {Conversation} from "../../../../engine/contract/chat.ts";
import {NO_STEERING, type Steering} from "../../../../engine/contract/edits.ts";
import {queries} from "../../../app/engine.ts";

export interface VariantChoice {
    readonly key: string;
    readonly name: string;
    readonly steering: Steering;
    /** why it can't be chosen */
    readonly problem?: string;
}

/** What a question can be answered under: this chat's steering, none, and every preset. */
export function useVariantChoices(conversation: Conversation, dictionaries: readonly string[], enabled: boolean) {
    const presets = useQuery({...queries.presets.list.queryOptions({input: {}}), enabled});
    const {steering} = conversation;
    const choices = useMemo<readonly VariantChoice[]>(() => {
        const steers = steering.edits.length > 0 || (steering.rules?.length ?? 0) > 0;
        return [
            {key: "present", name: "This chat", steering, ...(!steers && {problem: "This chat is not steered."})},
            {key: "none", name: "Default", steering: NO_STEERING},
            ...(presets.data ?? []).map((preset) => {
                const missing = preset.dictionaries.find(({id}) => !dictionaries.includes(id));
                return {
                    key: preset.id,
                    name: preset.name,
                    steering: preset.steering,
                    ...(missing && {problem: `Made for ${missing.name}, which is not loaded.`})
                };
            })
        ];
    }, [steering, presets.data, dictionaries]);
    return {choices, presets};
}
