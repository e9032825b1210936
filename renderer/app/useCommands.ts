import {useQuery} from "@tanstack/react-query";
import {useMemo} from "react";
import {loadModel, useEngineStatus} from "../features/models/index.ts";
import {applyPreset, usePresetList} from "../features/presets/index.ts";
import {actionList} from "./actions/actionList.ts";
import {keyWords} from "./actions/keys.ts";
import {onMac, useBindings} from "./actions/useBindings.ts";
import type {Handlers} from "./actions/useShortcuts.ts";
import {queries} from "./engine.ts";
import type {Command} from "./palette/CommandPalette.tsx";
import {useColorScheme} from "./useColorScheme.ts";

interface Inputs {
    readonly handlers: Handlers;
    /** actions that are on or off */
    readonly on: Readonly<Partial<Record<string, boolean>>>;
    readonly conversationId: string | null;
    readonly onOpen: (conversationId: string) => void;
}

/** of conversations, before anything is typed */
const RECENT = 5;

/** Everything that the palette offers: what can be done now, conversations, presets and models. */
export function useCommands({handlers, on, conversationId, onOpen}: Inputs): readonly Command[] {
    const {bindings} = useBindings();
    const conversations = useQuery(queries.chat.list.queryOptions()).data;
    const presets = usePresetList().data;
    const models = useQuery(queries.models.list.queryOptions()).data;
    const status = useEngineStatus();
    const {scheme} = useColorScheme();
    const loadedId = status?.state === "ready" || status?.state === "loading" ? status.modelId : null;
    return useMemo(() => {
        const recent = (conversations ?? [])
            .filter(({id}) => id !== conversationId)
            .toSorted((a, b) => b.updatedAt - a.updatedAt)
            .map(
                ({id, title}, place): Command => ({
                    id: `conversation ${id}`,
                    words: title || "New chat",
                    group: place < RECENT ? "Recent" : "Conversation",
                    atOnce: place < RECENT,
                    run: () => onOpen(id)
                })
            );
        const state = (id: string) => {
            if (id === `theme${scheme[0]!.toUpperCase()}${scheme.slice(1)}`) return "now";
            return on[id] === undefined ? undefined : on[id] ? "on" : "off";
        };
        const actions = actionList.flatMap(({id, words, group}): Command[] => {
            const run = handlers[id];
            const keys = bindings.get(id) ?? null;
            if (run === undefined || id === "commands") return [];
            return [{id, words, group, state: state(id), keys: keys === null ? undefined : keyWords(keys, onMac), atOnce: true, run}];
        });
        const applied = (conversationId === null ? [] : (presets ?? [])).map(
            (preset): Command => ({
                id: `preset ${preset.id}`,
                words: `Apply preset ${preset.name}`,
                group: "Preset",
                keys: preset.key === null ? undefined : keyWords(`Alt+${preset.key}`, onMac),
                atOnce: false,
                run: () => void (conversationId !== null && applyPreset(preset, conversationId))
            })
        );
        const loaded = (models ?? [])
            .filter(({id, available}) => available && id !== loadedId)
            .map(({id, name}): Command => ({id: `model ${id}`, words: `Load model ${name}`, group: "Model", atOnce: false, run: () => void loadModel(id)}));
        return [...recent, ...actions, ...applied, ...loaded];
    }, [conversations, presets, models, bindings, handlers, on, conversationId, loadedId, scheme, onOpen]);
}
