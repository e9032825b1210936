import {fileURLToPath} from "node:url";
import react from "@vitejs/plugin-react";
import {defineConfig} from "vite";

const folder = fileURLToPath(new URL(".", import.meta.url));

/** The renderer alone, for `saelor serve` and for development in a browser; `electron.config.ts` uses the same. */
export default defineConfig({
    root: folder,
    // relative: the same files are served over http:// and app://
    base: "./",
    plugins: [react()],
    build: {
        outDir: fileURLToPath(new URL("../out/renderer", import.meta.url)),
        emptyOutDir: true,
        target: "es2023",
        minify: true,
        // the content security policy allows no data: fonts
        assetsInlineLimit: 0
    },
    server: {
        // in development: `npm run saelor -- serve`, then SAELOR_ENGINE=ws://127.0.0.1:<port>
        proxy: {"/rpc": {target: process.env.SAELOR_ENGINE ?? "ws://127.0.0.1:4242", ws: true}}
    }
});
