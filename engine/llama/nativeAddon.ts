import {existsSync} from "node:fs";
import {createRequire} from "node:module";
import path from "node:path";
import {EngineError} from "../contract/index.ts";
import type {NativeAddon} from "../native/AddonTypes.ts";

let loaded: NativeAddon | undefined;

/** Walks up from this file, so that it works from the sources, from the desktop bundle and from an unpacked archive alike. */
function addonPath(): string {
    const override = process.env.SAELOR_ADDON;
    if (override !== undefined) return override;
    for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
        const candidate = path.join(folder, "build", "saelor.node");
        if (existsSync(candidate) || path.dirname(folder) === folder) return candidate;
    }
}

/**
 * The native addon, ready to use. Call only after node-llama-cpp has loaded its libraries.
 * @throws EngineError `native/not-built`, `native/incompatible`
 */
export function nativeAddon(): NativeAddon {
    if (loaded !== undefined) return loaded;
    const file = addonPath();
    let addon: NativeAddon;
    try {
        addon = createRequire(import.meta.url)(file) as NativeAddon;
    } catch (cause) {
        throw new EngineError("native/not-built", {path: file, detail: String(cause)}, {cause});
    }
    try {
        addon.load();
    } catch (cause) {
        throw new EngineError("native/incompatible", {detail: (cause as Error).message}, {cause});
    }
    loaded = addon;
    return addon;
}
