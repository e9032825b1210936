import {spawn, spawnSync} from "node:child_process";
import {chmodSync, mkdtempSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {createInterface} from "node:readline";
import Database from "better-sqlite3";
import {describe, expect, it} from "vitest";
import {aConversation} from "./aConversation.ts";
import {aWorkspace} from "./aWorkspace.ts";
import {migrations} from "./migrations/index.ts";
import {openStore} from "./openStore.ts";

describe("openStore", () => {
    it("makes folder and tables, and finds what was written when it is opened again", () => {
        using workspace = aWorkspace();
        workspace.store.settings.set("theme", {dark: true});
        expect(workspace.reopen().settings.all()).toEqual({theme: {dark: true}});
    });

    it("leaves a newer version's database alone, byte by byte", () => {
        using workspace = aWorkspace();
        workspace.store.close();
        const db = new Database(workspace.store.path);
        db.pragma("user_version = 99");
        db.close();
        const before = readFileSync(workspace.store.path);
        expect(() => openStore(workspace.folder)).toThrow(
            expect.objectContaining({code: "store/newer-version", data: {path: workspace.store.path, got: 99, supported: migrations.length}})
        );
        expect(readFileSync(workspace.store.path).equals(before)).toBe(true);
    });

    it("says that a file which is no database is damaged, and does not touch it", () => {
        const folder = aFolder();
        writeFileSync(join(folder, "saelor.db"), "this is no database ".repeat(100));
        expect(() => openStore(folder)).toThrow(
            expect.objectContaining({code: "store/corrupt", data: expect.objectContaining({path: join(folder, "saelor.db")})})
        );
        expect(readFileSync(join(folder, "saelor.db"), "utf8")).toBe("this is no database ".repeat(100));
    });

    it("says that a page is damaged when a question meets it", () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        const {conversation, answer} = aConversation();
        store.conversations.insert(conversation);
        for (let i = 0; i < 300; i++) store.messages.insert({...answer, id: `m${i}`, content: "x".repeat(2000)});
        store.close();
        const bytes = readFileSync(store.path);
        bytes.fill(0xee, 30 * 4096, bytes.length - 4096);
        writeFileSync(store.path, bytes);
        expect(() => workspace.reopen().messages.ofConversation("c1")).toThrow(expect.objectContaining({code: "store/corrupt"}));
    });

    it("says that JSON which does not fit the contract is damage", () => {
        using workspace = aWorkspace();
        const {conversation} = aConversation();
        workspace.store.conversations.insert(conversation);
        const db = new Database(workspace.store.path);
        db.exec(`UPDATE conversations SET sampling = '{"temperature": "hot"}'`);
        db.close();
        expect(() => workspace.store.conversations.find("c1")).toThrow(
            expect.objectContaining({code: "store/corrupt", data: expect.objectContaining({detail: expect.stringContaining("temperature")})})
        );
    });

    it("says so when it may not write", () => {
        const folder = aFolder();
        openStore(folder).close();
        for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444);
        chmodSync(folder, 0o555);
        // Permissions bind everyone but root: as root, try as nobody.
        const asNobody = process.getuid?.() === 0 ? {uid: 65534, gid: 65534} : {};
        const script = `import {openStore} from ${JSON.stringify(join(import.meta.dirname, "openStore.ts"))};
            try { openStore(${JSON.stringify(folder)}); } catch (error) { console.log(error.code, error.data.operation); }`;
        const {stdout, stderr} = spawnSync(process.execPath, ["--input-type=module", "-e", script], {encoding: "utf8", ...asNobody});
        chmodSync(folder, 0o755);
        expect(stdout.trim() || stderr).toBe("file/no-permission write");
    });

    it("lets two processes have one workspace open", () => {
        using workspace = aWorkspace();
        const second = openStore(workspace.folder);
        second.settings.set("a", 1);
        workspace.store.settings.set("b", 2);
        expect(second.settings.all()).toEqual({a: 1, b: 2});
        second.close();
    });

    it("leaves answers alone that another process is writing", () => {
        using workspace = aWorkspace();
        const {conversation, answer} = aConversation();
        workspace.store.conversations.insert(conversation);
        workspace.store.messages.insert(answer);
        const second = openStore(workspace.folder);
        expect(second.messages.find(answer.id)?.finishReason).toBeUndefined();
        second.close();
    });

    it("says in five seconds that a writer who hangs has the database", {timeout: 20_000}, () => {
        using workspace = aWorkspace();
        const hanging = new Database(workspace.store.path);
        hanging.exec("BEGIN IMMEDIATE");
        expect(() => workspace.store.settings.set("a", 1)).toThrow(expect.objectContaining({code: "store/locked", data: {path: workspace.store.path}}));
        hanging.close();
    });

    it("keeps the text of an answer whose engine was killed, and marks it interrupted", {timeout: 30_000}, async () => {
        const folder = aFolder();
        const child = spawn(process.execPath, [join(import.meta.dirname, "fixtures/writeUntilKilled.ts"), folder], {stdio: ["ignore", "pipe", "inherit"]});
        let told = -1;
        for await (const line of createInterface(child.stdout)) {
            told = Number(line);
            if (told === 77) child.kill("SIGKILL");
        }
        const store = openStore(folder);
        const [answer] = store.messages.ofConversation("c1");
        store.close();
        expect(answer?.finishReason).toBe("interrupted");
        const kept = answer!.content.trim().split(" ");
        expect(kept).toEqual(kept.map((_, token) => `word${token}`));
        // at most 20 tokens are lost
        expect(kept.length).toBeGreaterThanOrEqual(78 - 20);
    });
});

function aFolder(): string {
    return mkdtempSync(join(tmpdir(), "saelor-store-"));
}
