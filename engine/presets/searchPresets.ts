import type {Preset} from "../contract/index.ts";

const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Those in whose name, description, tags or labels every word occurs; in their order. @param tag only those that have it */
export function searchPresets(presets: readonly Preset[], {query, tag}: {readonly query: string; readonly tag?: string | undefined}): Preset[] {
    const words = folded(query)
        .split(/\s+/)
        .filter((word) => word !== "");
    return presets.filter((preset) => {
        if (tag !== undefined && !preset.tags.includes(tag)) return false;
        const text = folded([preset.name, preset.description, ...preset.tags, ...Object.values(preset.labels)].join("\n"));
        return words.every((word) => text.includes(word));
    });
}
