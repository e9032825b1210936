import path from "node:path";
import {app, Menu} from "electron";
import {serveAppProtocol} from "./appProtocol.ts";
import {EngineProcess} from "./EngineProcess.ts";
import {explainFailure} from "./explainFailure.ts";
import {appMenu} from "./menu.ts";
import {openWindow} from "./openWindow.ts";
import {PresetsToOpen} from "./PresetsToOpen.ts";
import {presetPaths} from "./presetPaths.ts";
import {secureEverything} from "./secureEverything.ts";

// out/main/index.js; the engine's bundle lies beside it, the pages and the preload in the folders next door
const here = import.meta.dirname;
const startAppProtocol = serveAppProtocol(path.join(here, "../renderer"));

// A second start shows the first one's window: two engines can't share a workspace
if (app.requestSingleInstanceLock()) run();
else app.quit();

async function run(): Promise<void> {
    secureEverything();
    const presets = new PresetsToOpen();
    presets.open(presetPaths(process.argv, process.cwd()));
    // macOS tells of files so, and of the first one before the app is ready
    app.on("open-file", (event, file) => {
        event.preventDefault();
        presets.open(presetPaths([file], "/"));
    });
    await app.whenReady();
    startAppProtocol();
    Menu.setApplicationMenu(appMenu());

    const engine = new EngineProcess(path.join(here, "utility.js"), explainFailure);
    const preload = path.join(here, "../preload/preload.cjs");
    let window = openWindow({preload, engine, presets});
    const show = () => {
        if (window.isDestroyed()) window = openWindow({preload, engine, presets});
        if (window.isMinimized()) window.restore();
        window.focus();
    };
    app.on("second-instance", (_event, argv, folder) => {
        presets.open(presetPaths(argv, folder));
        show();
    });
    app.on("activate", show);
    app.on("window-all-closed", () => {
        if (process.platform !== "darwin") app.quit();
    });
    quitAfter(() => engine.stop());
}

/** Lets the engine write down what it was doing before the app ends. */
function quitAfter(stop: () => Promise<void>): void {
    let stopped = false;
    app.on("before-quit", async (event) => {
        if (stopped) return;
        event.preventDefault();
        await stop();
        stopped = true;
        app.quit();
    });
}
