import {BrowserWindow, nativeTheme} from "electron";
import type {EngineProcess} from "./EngineProcess.ts";
import {APP_URL, isOwnPage} from "./navigation.ts";

interface WindowOptions {
    readonly preload: string;
    readonly engine: EngineProcess;
}

/** One window on our pages; it asks for a line to the engine once it has loaded. */
export function openWindow({preload, engine}: WindowOptions): BrowserWindow {
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
        if (senderFrame !== null && isOwnPage(senderFrame.url)) engine.connect(window.webContents);
    });
    void window.loadURL(APP_URL);
    return window;
}
