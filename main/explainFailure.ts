import {app, dialog} from "electron";
import type {StartFailure} from "./EngineProcess.ts";

/** The engine could not start (the workspace is locked, of a newer version, not writable): without it there is nothing to show. */
export async function explainFailure({text}: StartFailure): Promise<void> {
    const {response} = await dialog.showMessageBox({
        type: "error",
        message: "Saelor's engine did not start",
        detail: text,
        buttons: ["Try again", "Quit"],
        defaultId: 0,
        cancelId: 1
    });
    if (response === 1) app.quit();
}
