import {mkdirSync, mkdtempSync, readFileSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import path from "node:path";
import {describe, expect, it} from "vitest";
import {checkImports} from "./checkImports.ts";
import {readImports} from "./readImports.ts";
import {readImportTable} from "./readImportTable.ts";

const architecture = readFileSync(path.resolve(import.meta.dirname, "../../../../ARCHITECTURE.md"), "utf8");

/** A small project under the real table. */
function aProject(files: Record<string, string>): string {
    const folder = mkdtempSync(path.join(tmpdir(), "saelor-imports-"));
    for (const [file, code] of Object.entries({...files, "ARCHITECTURE.md": architecture})) {
        mkdirSync(path.dirname(path.join(folder, file)), {recursive: true});
        writeFileSync(path.join(folder, file), code);
    }
    return folder;
}

describe("checkImports", () => {
    it.each([
        ["the renderer reaching into the engine", "renderer/app/main.tsx", `import {openStore} from "../../engine/store/openStore.ts";`],
        ["the renderer reaching for Node", "renderer/app/main.tsx", `import {readFileSync} from "node:fs";`],
        ["the engine importing Electron", "engine/chat/answer.ts", `import {app} from "electron";`],
        ["even the composition root importing Electron", "engine/host/utility.ts", `import type {MessagePortMain} from "electron";`],
        ["a database outside of the store", "engine/chat/answer.ts", `import Database from "better-sqlite3";`],
        ["llama.cpp outside of engine/llama", "engine/chat/answer.ts", `const {getLlama} = await import("node-llama-cpp");`],
        ["a type import of a forbidden folder", "engine/dictionaries/read.ts", `import type {Store} from "../store/types.ts";`],
        ["an import inside a type", "engine/contract/chat.ts", `export type Chat = import("../chat/types.ts").Chat;`],
        ["a re-export", "engine/contract/index.ts", `export * from "../llama/types.ts";`],
        ["the contract taking on a dependency", "engine/contract/chat.ts", `import {os} from "@orpc/server";`],
        ["the shell reaching into the engine", "main/index.ts", `import {createEngine} from "../engine/host/engine.ts";`],
        ["the engine importing its shell", "engine/host/serve.ts", `import {isOwnPage} from "../../main/navigation.ts";`]
    ])("refuses %s", (_title, file, code) => {
        const forbidden = checkImports(aProject({[file]: code}));
        expect(forbidden).toHaveLength(1);
        expect(forbidden[0]).toContain(`${file}: `);
    });

    it("lets through what the table names", () => {
        const files = {
            "renderer/app/main.tsx": `import {contract} from "../../engine/contract/index.ts"; import {Button} from "@mantine/core"; import "./theme.css"; const x = <Button/>;`,
            "engine/chat/answer.ts": `import type {SteerableModel} from "../llama/types.ts"; import {randomUUID} from "node:crypto";`,
            "engine/host/engine.ts": `import {answer} from "../chat/answer.ts"; import {WebSocket} from "ws"; import info from "../../package.json" with {type: "json"};`,
            "main/appProtocol.ts": `import {protocol} from "electron"; import {resolvePage} from "../engine/host/pages/resolvePage.ts";`,
            "engine/steering/compile.test.ts": `import {it} from "vitest"; import {openStore} from "../store/openStore.ts";`
        };
        expect(checkImports(aProject(files))).toEqual([]);
    });
});

describe("readImports", () => {
    it("finds every way to name a module, and nothing in comments or strings", () => {
        const code = `
            import a from "a"; import type {B} from "b"; import "c"; export * from "d"; export type {E} from "e";
            type F = import("f").F; const g = await import("g"); const h = require("h");
            // import i from "i"
            const j = 'import j from "j"';`;
        expect([...readImports("file.ts", code)].sort()).toEqual(["a", "b", "c", "d", "e", "f", "g", "h"]);
    });
});

describe("readImportTable", () => {
    it("refuses a table that names an unknown folder, since a typo would open a door", () => {
        const table = "| folder | what | may import |\n| --- | --- | --- |\n| `engine/chat/` | chats | stroe |\n";
        expect(() => readImportTable(table)).toThrow("engine/stroe");
    });

    it("refuses a file without the table", () => {
        expect(() => readImportTable("# Architecture")).toThrow("may import");
    });
});
