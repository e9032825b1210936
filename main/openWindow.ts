import {BrowserWindow, nativeTheme} from "electron";
import type {EngineProcess} from "./EngineProcess.ts";
import {APP_URL, isOwnPage} from "./navigation.ts";
import type {PresetsToOpen} from "./PresetsToOpen.ts";

interface WindowOptions {
    readonly preload: string;
    readonly engine: EngineProcess;
    readonly presets: PresetsToOpen;
}

/** One window on our pages; it asks for a line to the engine once it has loaded. */
export function openWindow({preload, engine, presets}: WindowOptions): BrowserWindow {
    const window = new BrowserWindow({
        width: 1280,
        height: 860,
        minWidth: 360,
        minHeight: 480,
        show: false,
        // what shows before the first paint
        backgroundColor: nativeTheme.shouldUseDarkColors ? "#1a1b1e" : "#ffffff",
        webPreferences: {preload, contextIsolation: true, sandbox: true, nodeIntegration: false, webviewTag: false, spellcheck: false}
    });
    window.once("ready-to-show", () => window.show());
    window.webContents.ipc.on("renderer-ready", ({senderFrame}) => {
        if (senderFrame === null || !isOwnPage(senderFrame.url)) return;
        engine.connect(window.webContents);
        presets.connect(window.webContents);
    });
    void window.loadURL(APP_URL);
    return window;
}
