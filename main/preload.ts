import {ipcRenderer} from "electron";

/**
 * The only thing the page gets from the desktop: a message port to the engine when it is ready for one, and a new one whenever the
 * engine was started again. Nothing of Electron is exposed.
 */
window.addEventListener("message", (event) => {
    if (event.source === window && event.data === "saelor:renderer-ready") ipcRenderer.send("renderer-ready");
});

ipcRenderer.on("engine-port", (event) => {
    const {origin} = window.location;
    window.postMessage("saelor:engine-port", origin === "null" ? "*" : origin, [...event.ports]);
});
