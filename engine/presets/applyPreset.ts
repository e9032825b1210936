import {type Conversation, EngineError, type Preset} from "../contract/index.ts";
import {comparePreset, describeDifferences} from "./comparePreset.ts";
import {findPreset} from "./findPreset.ts";
import type {PresetDeps} from "./types.ts";

/**
 * Puts a conversation under a preset: its steering, and its system prompt and sampling where it has them.
 * @throws EngineError `preset/not-found`, `preset/other-dictionary`, `chat/not-found`, `feature/moderated`
 */
export function applyPreset(deps: PresetDeps, {id, conversationId}: {readonly id: string; readonly conversationId: string}): Conversation {
    const preset = findPreset(deps.store, id);
    requireApplicable(preset, deps);
    const {steering, systemPrompt, sampling} = preset;
    return deps.chat.configure({conversationId, steering, variantId: id, systemPrompt, sampling});
}

/** @throws EngineError `preset/other-dictionary` with all differences */
export function requireApplicable(preset: Preset, {pair}: Pick<PresetDeps, "pair">): void {
    const differences = comparePreset(preset, pair());
    if (differences.some(({level}) => level === "error"))
        throw new EngineError("preset/other-dictionary", {name: preset.name, differences: describeDifferences(differences)});
}
