import {ipcRenderer} from "electron";

/**
 * All that the page gets from the desktop: a message port to the engine when it is ready for one, a new one whenever the engine was
 * started again, and the paths of presets that a person opened there. Nothing of Electron is exposed.
 */
window.addEventListener("message", (event) => {
    if (event.source === window && event.data === "saelor:renderer-ready") ipcRenderer.send("renderer-ready");
});

ipcRenderer.on("engine-port", (event) => {
    const {origin} = window.location;
    window.postMessage("saelor:engine-port", origin === "null" ? "*" : origin, [...event.ports]);
});

ipcRenderer.on("open-preset", (_event, path: string) => {
    const {origin} = window.location;
    window.postMessage({type: "saelor:open-preset", path}, origin === "null" ? "*" : origin);
});
