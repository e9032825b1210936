import os from "node:os";
import path from "node:path";

/**
 * Where conversations, labels and settings live unless told otherwise: one place for the desktop app, `serve` and the command line.
 */
export function defaultWorkspace(platform: NodeJS.Platform = process.platform, env: NodeJS.ProcessEnv = process.env, home = os.homedir()): string {
    if (env.SAELOR_WORKSPACE) return path.resolve(env.SAELOR_WORKSPACE);
    if (platform === "darwin") return path.join(home, "Library/Application Support/Saelor");
    if (platform === "win32") return path.win32.join(env.APPDATA || path.win32.join(home, "AppData\\Roaming"), "Saelor");
    // the XDG specification tells programs to ignore a relative path
    const data = env.XDG_DATA_HOME && path.isAbsolute(env.XDG_DATA_HOME) ? env.XDG_DATA_HOME : path.join(home, ".local/share");
    return path.join(data, "saelor");
}
