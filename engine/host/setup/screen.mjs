/** Whether a window could be shown; elsewhere than on Linux there is always a screen. */
export function hasScreen() {
    return process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** @returns why the desktop app can't open here whatever is installed, or undefined */
export function whyNoDesktop() {
    if (!hasScreen()) return "There is no screen here";
    if (process.platform === "linux" && process.getuid?.() === 0) return "The desktop runtime refuses to run as root";
    return undefined;
}
