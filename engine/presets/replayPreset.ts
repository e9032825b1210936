import {turnsOf} from "../chat/turnsOf.ts";
import {EngineError} from "../contract/index.ts";
import {requireApplicable} from "./applyPreset.ts";
import {findPreset} from "./findPreset.ts";
import type {PresetDeps} from "./types.ts";

export interface Replayed {
    readonly example: number;
    readonly of: number;
    readonly same: boolean;
    readonly expected: string;
    readonly got: string;
}

/**
 * Writes a preset's examples again, one after the other, each in its turn among other answers.
 * @throws EngineError `preset/not-found`, `preset/other-dictionary`, `model/not-loaded`, `feature/moderated`, `steering/*`; the signal's reason
 */
export async function* replayPreset(deps: PresetDeps, id: string, signal?: AbortSignal): AsyncGenerator<Replayed, void, void> {
    const preset = findPreset(deps.store, id);
    const compile = async () => {
        requireApplicable(preset, deps);
        const loaded = deps.loaded();
        if (loaded === undefined) throw new EngineError("model/not-loaded", {});
        return loaded.compileSteering(preset.steering);
    };
    await compile();
    for (const [example, {systemPrompt, turns, sampling, promptDate, answer: expected}] of preset.examples.entries()) {
        // another model may have been loaded since the example before
        const steering = await compile();
        const request = {turns: turnsOf(turns, systemPrompt), sampling, steering, ...(promptDate !== undefined && {date: promptDate})};
        const got = await deps.chat.writeAside(request, signal);
        yield {example, of: preset.examples.length, same: got === expected, expected, got};
    }
}
