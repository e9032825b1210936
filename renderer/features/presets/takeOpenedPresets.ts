import {importPreset} from "./presetActions.ts";

/** Listens, for as long as the window is open, to what the desktop shell says: that a preset's file was opened there. */
export function takeOpenedPresets() {
    window.addEventListener("message", (event) => {
        const data: unknown = event.data;
        if (event.source !== window || typeof data !== "object" || data === null) return;
        const {type, path} = data as {type?: unknown; path?: unknown};
        if (type === "saelor:open-preset" && typeof path === "string") void importPreset({path});
    });
}
