import path from "node:path";
import {defineConfig} from "electron-vite";
import type {Plugin} from "vite";
import renderer from "./renderer/vite.config.ts";

const root = import.meta.dirname;
const mainFolder = path.join(root, "out/main");

/** The desktop bundle: the shell and the engine's entry as ES modules, the sandboxed preload as CommonJS, and the renderer. */
export default defineConfig({
    main: {
        plugins: [keepSourcePlaces()],
        build: {
            outDir: mainFolder,
            rolldownOptions: {
                input: {
                    index: path.join(root, "main/index.ts"),
                    utility: path.join(root, "engine/host/utility.ts"),
                    // a thread begins with a file of its own
                    "adder.worker": path.join(root, "engine/features/harvest/adder.worker.ts")
                },
                output: {format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js"}
            }
        }
    },
    preload: {
        build: {
            outDir: path.join(root, "out/preload"),
            rolldownOptions: {input: {preload: path.join(root, "main/preload.ts")}, output: {format: "cjs", entryFileNames: "[name].cjs"}}
        }
    },
    renderer: {...renderer, build: {...renderer.build, rolldownOptions: {input: path.join(root, "renderer/index.html")}}}
});

/**
 * Engine files find the addon, the bundled demo and each other's data beside themselves, through `import.meta`. Bundled into
 * out/main they would look there; so each file's `import.meta` goes on naming the file's own place in the project. Threads alone are looked for among
 * the bundles: what Electron runs is not TypeScript.
 */
function keepSourcePlaces(): Plugin {
    return {
        name: "saelor-keep-source-places",
        enforce: "pre",
        transform(code, id) {
            const file = path.relative(root, id);
            if (!file.startsWith(`engine${path.sep}`) || !code.includes("import.meta.")) return;
            const place = JSON.stringify(path.relative(mainFolder, id).replaceAll(path.sep, "/"));
            const url = `new URL(${place}, import.meta.url)`;
            const filename = `process.getBuiltinModule("node:url").fileURLToPath(${url})`;
            return code.replaceAll(
                /new URL\("\.\/([\w.]+\.worker)\.ts", import\.meta\.url\)|\bimport\.meta\.(url|filename|dirname)\b/g,
                (_all, worker, name) =>
                    worker !== undefined
                        ? `new URL("./${worker}.js", import.meta.url)`
                        : {url: `${url}.href`, filename, dirname: `process.getBuiltinModule("node:path").dirname(${filename})`}[name as string]!
            );
        }
    };
}
