import {existsSync} from "node:fs";
import path from "node:path";
import {SetupError} from "./say.mjs";

/** @returns full path of a program on PATH, or undefined */
export function findProgram(...names) {
    const endings = process.platform === "win32" ? [".exe", ".cmd", ""] : [""];
    for (const name of names)
        for (const folder of (process.env.PATH ?? "").split(path.delimiter))
            for (const ending of endings) {
                const candidate = path.join(folder, name + ending);
                if (folder !== "" && existsSync(candidate)) return candidate;
            }
    return undefined;
}

const COMPILER_HELP = {
    linux: "Debian or Ubuntu: sudo apt-get install g++   Fedora: sudo dnf install gcc-c++   Arch: sudo pacman -S gcc",
    darwin: "xcode-select --install",
    win32: 'Install "Desktop development with C++" from Visual Studio Build Tools: https://visualstudio.microsoft.com/visual-cpp-build-tools/'
};

const GIT_HELP = {
    linux: "Debian or Ubuntu: sudo apt-get install git   Fedora: sudo dnf install git   Arch: sudo pacman -S git",
    darwin: "xcode-select --install",
    win32: "winget install Git.Git"
};

/** Set-up scripts themselves run on Node 20 or newer; the app brings its own Node 24. */
export function requireNode() {
    const major = Number(process.versions.node.split(".")[0]);
    if (major < 20) throw new SetupError(`Saelor needs Node 20 or newer to set itself up; this is ${process.version}. Get it from https://nodejs.org`);
}

export function requireCompiler() {
    // cl.exe is on PATH only in a developer prompt, so on Windows the build itself looks for it
    if (process.platform === "win32" || process.env.CXX !== undefined) return;
    if (findProgram("c++", "g++", "clang++") === undefined)
        throw new SetupError(`A C++ compiler is missing. ${COMPILER_HELP[process.platform] ?? COMPILER_HELP.linux}`);
}

/** llama.cpp's headers come out of a git bundle. */
export function requireGit() {
    if (findProgram("git") === undefined) throw new SetupError(`git is missing. ${GIT_HELP[process.platform] ?? GIT_HELP.linux}`);
}
