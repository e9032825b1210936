import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import path from "node:path";
import {_electron, expect, test} from "@playwright/test";
import {Workbench} from "./Workbench.ts";

const runtime = process.env.SAELOR_ELECTRON;
const root = path.resolve(import.meta.dirname, "..");

test.describe("The desktop app", () => {
    test.skip(runtime === undefined, "the Electron runtime is not on this machine");

    test("I open the desktop app and ask; the page can't leave it, and the engine comes back when it dies", async () => {
        const workspace = mkdtempSync(path.join(tmpdir(), "saelor-desktop-"));
        const app = await _electron.launch({
            executablePath: runtime!,
            args: [root, `--user-data-dir=${path.join(workspace, "electron")}`, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
            env: {...(process.env as Record<string, string>), SAELOR_WORKSPACE: workspace}
        });
        const page = await app.firstWindow();
        const workbench = new Workbench(page);
        await expect(workbench.message).toBeEnabled();
        await workbench.ask("Tell me about the Andromeda Galaxy.");
        expect(await workbench.finishedAnswer()).toMatch(/galaxy/i);

        const reached = await page.evaluate(() => ({node: typeof (globalThis as {require?: unknown}).require, origin: location.origin}));
        expect(reached).toEqual({node: "undefined", origin: "app://saelor"});
        await page.evaluate(() => location.assign("https://example.org/"));
        expect(page.url()).toContain("app://saelor/");

        const enginePid = await app.evaluate(
            ({app: electronApp}) => electronApp.getAppMetrics().find(({name, type}) => type === "Utility" && name === "Saelor engine")?.pid
        );
        process.kill(enginePid!, "SIGKILL");
        await workbench.ask("And what is a nebula?");
        expect(await workbench.finishedAnswer()).toMatch(/\S/);

        await app.close();
        rmSync(workspace, {recursive: true, force: true});
    });
});
