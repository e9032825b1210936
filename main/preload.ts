import {ipcRenderer} from "electron";

/**
 * The only thing the page gets from the desktop: a message port to the engine, whenever there is a new one. Nothing of Electron is
 * exposed. The target origin keeps the port from a page that is not ours.
 */
ipcRenderer.on("engine-port", (event) => {
    window.postMessage("saelor:engine-port", "app://saelor", [...event.ports]);
});
