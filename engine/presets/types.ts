import type {Chat} from "../chat/createChat.ts";
import type {LoadedModel} from "../chat/types.ts";
import type {Preset, Sampling} from "../contract/index.ts";
import type {ModerationGate} from "../moderation/gate.ts";
import type {Store} from "../store/openStore.ts";

/** The model and dictionaries in use now, as a preset names them. */
export interface LoadedPair {
    readonly model: NonNullable<Preset["model"]>;
    /** the first is meant where nothing is named */
    readonly dictionaries: readonly Preset["dictionaries"][number][];
}

/** What presets need of the rest of the engine. */
export interface PresetDeps {
    readonly store: Store;
    readonly gate: ModerationGate;
    readonly chat: Pick<Chat, "configure" | "writeAside">;
    readonly loaded: () => LoadedModel | undefined;
    /** undefined while nothing is loaded */
    readonly pair: () => LoadedPair | undefined;
}

/** A preset before it is kept. */
export type NewPreset = Omit<Preset, "id" | "createdAt" | "updatedAt" | "sampling" | "model" | "systemPrompt"> & {
    readonly id?: string | undefined;
    readonly model?: Preset["model"];
    readonly systemPrompt?: string | undefined;
    readonly sampling?: {readonly [Name in keyof Sampling]?: Sampling[Name] | undefined} | undefined;
};
