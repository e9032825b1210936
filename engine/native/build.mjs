// Compiles the addon with nothing but a C++ compiler and git: headers come from npm packages and from the llama.cpp source that
// node-llama-cpp carries as a git bundle. Incremental: a file is compiled when it, a header or the flags changed. Runs on Node 20.
import {execFile} from "node:child_process";
import {createHash} from "node:crypto";
import {access, mkdir, readdir, readFile, rename, rm, writeFile} from "node:fs/promises";
import {availableParallelism} from "node:os";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";

const run = promisify(execFile);
const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../..");
const modules = path.join(root, "node_modules");
const build = path.join(root, "build");
const headers = path.join(build, "llama.cpp");
export const addonPath = path.join(build, "saelor.node");

const exists = (file) =>
    access(file).then(
        () => true,
        () => false
    );

async function requireTool(command, hint) {
    try {
        await run(command, ["--version"]);
    } catch {
        throw new Error(`${command} is missing; ${hint}`);
    }
}

/** The llama.cpp source tree of exactly the release that node-llama-cpp was built from. */
async function ensureHeaders(release) {
    const stamp = path.join(headers, ".saelor-release");
    if ((await readFile(stamp, "utf8").catch(() => "")) === release) return;
    await requireTool("git", "install git (Debian: apt install git; macOS: xcode-select --install)");
    await rm(headers, {recursive: true, force: true});
    await mkdir(build, {recursive: true});
    await run("git", ["-c", "advice.detachedHead=false", "clone", "--quiet", path.join(modules, "node-llama-cpp/llama/gitRelease.bundle"), headers]);
    await writeFile(stamp, release);
}

async function sources() {
    const files = [];
    for (const folder of ["core", "binding"]) {
        for (const name of (await readdir(path.join(here, folder))).sort()) files.push(path.join(here, folder, name));
    }
    return {compiled: files.filter((file) => file.endsWith(".cc")), headers: files.filter((file) => file.endsWith(".h"))};
}

/** Runs tasks on as many processes as there are cores. */
async function inParallel(items, task) {
    const queue = [...items];
    await Promise.all(
        Array.from({length: Math.min(availableParallelism(), queue.length)}, async () => {
            for (let item = queue.shift(); item !== undefined; item = queue.shift()) await task(item);
        })
    );
}

/** @returns the addon's path; prints one line when something was compiled */
export async function buildAddon() {
    const {release} = JSON.parse(await readFile(path.join(modules, "node-llama-cpp/llama/binariesGithubRelease.json"), "utf8"));
    const files = await sources();
    const compiler = process.env.CXX || "c++";
    const flags = [
        "-O3",
        "-std=c++17",
        "-fPIC",
        "-Wall",
        "-Wextra",
        "-Wno-unused-parameter",
        "-fvisibility=hidden",
        "-DNAPI_VERSION=8",
        "-DNODE_GYP_MODULE_NAME=saelor",
        "-DNAPI_CPP_EXCEPTIONS",
        `-DSAELOR_LLAMA_RELEASE="${release}"`,
        ...[path.join(here, "core"), path.join(here, "binding")].map((folder) => `-I${folder}`),
        ...["include", "ggml/include", "common", "src"].map((folder) => `-isystem${path.join(headers, folder)}`),
        ...["node-addon-api", "node-api-headers/include", "node-llama-cpp/llama/addon"].map((folder) => `-isystem${path.join(modules, folder)}`)
    ];
    const common = createHash("sha256").update([release, compiler, process.arch, ...flags].join("\0"));
    for (const header of files.headers) common.update(await readFile(header));
    const seed = common.digest("hex");

    const units = [];
    for (const source of files.compiled) {
        const key = createHash("sha256")
            .update(seed)
            .update(await readFile(source))
            .digest("hex")
            .slice(0, 16);
        units.push({source, object: path.join(build, "objects", `${path.basename(source, ".cc")}-${key}.o`)});
    }
    const addonKey = createHash("sha256")
        .update(units.map(({object}) => path.basename(object)).join())
        .digest("hex");
    const stamp = `${addonPath}.key`;
    if ((await exists(addonPath)) && (await readFile(stamp, "utf8").catch(() => "")) === addonKey) return addonPath;

    await requireTool(compiler, "install a C++17 compiler (Debian: apt install g++; Fedora: dnf install gcc-c++; macOS: xcode-select --install)");
    await ensureHeaders(release);
    await mkdir(path.join(build, "objects"), {recursive: true});
    const missing = [];
    for (const unit of units) if (!(await exists(unit.object))) missing.push(unit);
    await inParallel(missing, async ({source, object}) => {
        await run(compiler, [...flags, "-c", source, "-o", `${object}.part`], {maxBuffer: 1 << 24});
        await rename(`${object}.part`, object);
    });
    const link = process.platform === "darwin" ? ["-bundle", "-undefined", "dynamic_lookup"] : ["-shared", "-Wl,--unresolved-symbols=ignore-all", "-ldl"];
    await run(compiler, [...units.map(({object}) => object), "-o", `${addonPath}.part`, ...link], {maxBuffer: 1 << 24});
    await rename(`${addonPath}.part`, addonPath);
    await writeFile(stamp, addonKey);
    const kept = new Set(units.map(({object}) => path.basename(object)));
    for (const name of await readdir(path.join(build, "objects"))) {
        if (!kept.has(name)) await rm(path.join(build, "objects", name), {force: true});
    }
    console.error(`Native addon built for llama.cpp ${release} (${missing.length} of ${units.length} files compiled).`);
    return addonPath;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    try {
        await buildAddon();
    } catch (error) {
        console.error(`The native addon could not be built: ${error.stderr || error.message}`);
        process.exitCode = 1;
    }
}
