import {Menu, type MenuItemConstructorOptions} from "electron";

/** Only the roles that every platform's users expect; what Saelor can do is in its window, for the browser has no menu. */
export function appMenu(): Menu {
    const isMac = process.platform === "darwin";
    const template: MenuItemConstructorOptions[] = [
        ...(isMac ? [{role: "appMenu"} as const] : []),
        {role: "fileMenu"},
        {role: "editMenu"},
        {
            label: "View",
            submenu: [
                {role: "reload"},
                {type: "separator"},
                {role: "resetZoom"},
                {role: "zoomIn"},
                {role: "zoomOut"},
                {type: "separator"},
                {role: "togglefullscreen"},
                {role: "toggleDevTools"}
            ]
        },
        {role: "windowMenu"}
    ];
    return Menu.buildFromTemplate(template);
}
