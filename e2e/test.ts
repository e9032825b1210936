import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import path from "node:path";
import {test as base} from "@playwright/test";
import {Library} from "./Library.ts";
import {type Server, startServer} from "./server.ts";
import {Workbench} from "./Workbench.ts";

interface Journey {
    /** an empty folder that outlives restarts of the server */
    readonly workspace: string;
    /** what the engine's environment has besides */
    readonly environment: Readonly<Record<string, string>>;
    readonly server: Server;
    /** the app, open in a browser with the bundled demo loaded */
    readonly workbench: Workbench;
    readonly library: Library;
    /** what the browser complained about; a test that expects a complaint takes it out */
    readonly complaints: string[];
}

/** Every journey runs on a real server with the real demo, in a new workspace, and fails when the browser complains. */
export const test = base.extend<Journey>({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from this pattern
    workspace: async ({}, use) => {
        const folder = mkdtempSync(path.join(tmpdir(), "saelor-journey-"));
        await use(folder);
        rmSync(folder, {recursive: true, force: true});
    },
    environment: [{}, {option: true}],
    server: async ({workspace, environment}, use) => {
        const server = await startServer(workspace, environment);
        await use(server);
        await server.stop();
    },
    complaints: async ({page}, use) => {
        const complaints: string[] = [];
        page.on("console", (message) => {
            if (message.type() === "error") complaints.push(message.text());
        });
        page.on("pageerror", (error) => complaints.push(`${error.stack ?? error}`));
        await use(complaints);
        base.expect(complaints, "errors in the browser's console").toEqual([]);
    },
    // `complaints` before the page opens, so that nothing is missed
    workbench: async ({page, server, complaints: _complaints}, use) => {
        const workbench = new Workbench(page);
        await workbench.open(server.url);
        await use(workbench);
    },
    library: async ({page}, use) => use(new Library(page))
});

export {expect} from "@playwright/test";
