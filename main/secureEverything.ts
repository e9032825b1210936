import {app, session, shell} from "electron";
import {isOwnPage, mayOpenOutside} from "./navigation.ts";

/** Rules for every page there will ever be: it stays on our pages, opens no windows, embeds nothing and gets no permission. */
export function secureEverything(): void {
    app.enableSandbox();
    app.on("web-contents-created", (_event, contents) => {
        const stayHere = (event: {preventDefault(): void; readonly url: string}) => {
            if (!isOwnPage(event.url)) event.preventDefault();
        };
        contents.on("will-navigate", stayHere);
        contents.on("will-redirect", stayHere);
        contents.on("will-frame-navigate", stayHere);
        contents.on("will-attach-webview", (event) => event.preventDefault());
        contents.setWindowOpenHandler(({url}) => {
            if (mayOpenOutside(url)) void shell.openExternal(url);
            return {action: "deny"};
        });
    });
    app.whenReady().then(() => {
        session.defaultSession.setPermissionRequestHandler((_contents, permission, decide) => decide(ALLOWED.has(permission)));
        session.defaultSession.setPermissionCheckHandler((_contents, permission) => ALLOWED.has(permission));
        session.defaultSession.setDevicePermissionHandler(() => false);
    });
}

/** Nothing is asked of the system. Writing to the clipboard after a click (the copy buttons) needs no device and reads nothing. */
const ALLOWED = new Set(["clipboard-sanitized-write"]);
