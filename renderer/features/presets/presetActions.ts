import {useSyncExternalStore} from "react";
import type {Conversation} from "../../../engine/contract/chat.ts";
import type {Preset} from "../../../engine/contract/presets.ts";
import {engine, queries, queryClient} from "../../app/engine.ts";
import {go} from "../../app/route.ts";
import {saveFile} from "../../widgets/saveFile.ts";
import {showError, showToast} from "../../widgets/Toasts.tsx";
import {nameSteering, throughEngine} from "../steering/index.ts";
import {isPresetFile} from "./looksLikePreset.ts";

export const refreshPresets = () => queryClient.invalidateQueries({queryKey: queries.presets.key()});

/** Does something to presets; what went wrong is shown. @returns undefined then */
export async function changePresets<Result>(change: () => Promise<Result>): Promise<Result | undefined> {
    try {
        const result = await change();
        await refreshPresets();
        return result;
    } catch (error) {
        showError(error);
        return undefined;
    }
}

/** Puts a conversation under a preset, which can be taken back in the steering panel. @returns whether it could be */
export async function applyPreset({id, name}: Pick<Preset, "id" | "name">, conversationId: string): Promise<boolean> {
    try {
        await throughEngine(conversationId, () => engine.presets.apply({id, conversationId}));
        showToast({tone: "plain", text: `The chat runs under “${name}”.`}, {milliseconds: 3000});
        return true;
    } catch (error) {
        showError(error);
        return false;
    }
}

export const updatePreset = (preset: Preset, change: Partial<Preset>) => changePresets(() => engine.presets.save({...preset, ...change}));

/** One key belongs to one preset. */
export const setPresetKey = (preset: Preset, key: string | null, all: readonly Preset[]) =>
    changePresets(async () => {
        for (const other of all) if (key !== null && other.key === key && other.id !== preset.id) await engine.presets.save({...other, key: null});
        return engine.presets.save({...preset, key});
    });

/** Keeps a conversation's steering under a name. @param examples also its settings, and the answers of its branch */
export async function keepAsPreset(
    conversation: Conversation,
    {name, description, tags, examples}: {name: string; description: string; tags: string[]; examples: boolean}
) {
    const saved = await changePresets(async () => {
        if (!examples) return engine.presets.save({name, description, tags, steering: conversation.steering});
        const captured = await engine.presets.capture({conversationId: conversation.id, name});
        return description === "" && tags.length === 0 ? captured : engine.presets.save({...captured, description, tags});
    });
    if (saved !== undefined) nameSteering(conversation.id, saved.id);
    return saved;
}

export async function removePreset(preset: Preset) {
    const removed = await changePresets(() => engine.presets.remove({id: preset.id}).then(() => true));
    if (removed)
        showToast({
            tone: "plain",
            text: `“${preset.name}” removed.`,
            action: {label: "Undo", run: () => void changePresets(() => engine.presets.save(preset))}
        });
}

export async function exportPreset({id}: Preset, format: "saelor" | "ember") {
    try {
        const file = await engine.presets.export({id, format});
        saveFile(file, file.name);
    } catch (error) {
        showError(error);
    }
}

/** what imports of this window had to say, by the preset's id */
let notes: ReadonlyMap<string, readonly string[]> = new Map();
const listeners = new Set<() => void>();
const NONE: readonly string[] = [];

/** What has no counterpart here of a preset that came from a file. */
export const useImportNotes = (id: string) =>
    useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => void listeners.delete(listener);
        },
        () => notes.get(id) ?? NONE
    );

/** Keeps a preset from a file and shows it in the library, with what differs. */
export async function importPreset(input: {readonly file: File} | {readonly path: string}) {
    const imported = await changePresets(() => engine.presets.import(input));
    if (imported === undefined) return;
    const {preset, differences} = imported;
    notes = new Map([...notes, [preset.id, imported.notes]]);
    for (const listener of listeners) listener();
    go({page: "presets", preset: preset.id});
    const differs = differences.some(({level}) => level === "error");
    showToast({tone: "plain", text: `“${preset.name}” is in the library${differs ? ", but can’t be applied to what is loaded." : "."}`});
}

/** Takes a file that was dropped, where it is a preset: ours or Ember's JSON. @returns whether it took it; other files are someone else's */
export async function takeDroppedPreset(file: File): Promise<boolean> {
    if (!(await isPresetFile(file))) return false;
    void importPreset({file});
    return true;
}
