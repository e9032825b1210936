import {readdirSync, readFileSync} from "node:fs";
import path from "node:path";
import {demoFile} from "./demoDictionary.ts";
import {Hub} from "./Hub.ts";
import type {Library} from "./Library.ts";
import {publishedDictionary} from "./publishedDictionary.ts";
import {startServer} from "./server.ts";
import {expect, test} from "./test.ts";
import type {Workbench} from "./Workbench.ts";

const REPO = "someone/demo-pair";
const MODEL = "demo-Q8_0.gguf";
const OTHER = "demo-Q4_K_M.gguf";

interface Journey {
    readonly hub: Hub;
}

/** The engine asks our own hub, which has the demo as a published pair. */
const withHub = test.extend<Journey>({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from this pattern
    hub: async ({}, use) => {
        const published = publishedDictionary();
        const hub = await Hub.open(REPO, {
            [MODEL]: readFileSync(demoFile("model.gguf")),
            [OTHER]: readFileSync(demoFile("model.gguf")).subarray(0, 1_000_000),
            "sae/cfg.json": published["cfg.json"],
            "sae/sae_weights.safetensors": published["sae_weights.safetensors"]
        });
        await use(hub);
        await hub.close();
    },
    environment: async ({hub}, use) => use({HF_ENDPOINT: hub.url})
});

async function fetchPair(library: Library): Promise<void> {
    const {page} = library;
    await library.open("Discover");
    await page.getByRole("textbox", {name: "Name of a Hugging Face repository"}).fill(REPO);
    await page.getByRole("button", {name: "Ask Hugging Face"}).click();
    await page.getByRole("radio", {name: /Q8_0/}).check();
    await page.getByRole("radio", {name: /^sae/}).check();
    await page.getByRole("button", {name: /^Fetch/}).click();
    await library.openTray();
}

async function loadAndAsk(library: Library, workbench: Workbench): Promise<void> {
    await expect(library.run(/demo-pair/)).toContainText("Done");
    await library
        .run(/demo-pair/)
        .getByRole("button", {name: "Load"})
        .click();
    await library.open("On this machine");
    await expect(library.models.nth(1)).toContainText("Loaded");
    await expect(library.models.nth(1).getByRole("list", {name: /^Dictionaries of/})).toContainText("layer 3");
    await library.back();
    await workbench.ask("Tell me about the Andromeda Galaxy.");
    expect(await workbench.finishedAnswer()).toMatch(/galaxy/i);
}

withHub("I fetch a pair; the connection breaks in the middle of it, comes back, and the pair loads", async ({hub, workbench, library}) => {
    hub.dropAfter(MODEL, 4_000_000);
    await fetchPair(library);
    await expect(library.run(/demo-pair/)).toContainText(/trying again in/);
    await expect(library.run(/demo-pair/)).toContainText(/4 MB of 8 MB/);
    hub.up();
    await loadAndAsk(library, workbench);
    expect(hub.ranges.get(MODEL)?.at(-1), "the second request asks only for the rest").toMatch(/^bytes=[1-9]/);
});

withHub(
    "I fetch a pair and the engine is killed half-way; started again, it goes on from there",
    async ({hub, workbench, library, page, server, workspace, environment, complaints}) => {
        hub.holdAfter(MODEL, 6_000_000);
        await fetchPair(library);
        await expect(library.run(/demo-pair/)).toContainText(/6 MB of 8 MB/);
        await server.kill();

        const again = await startServer(workspace, environment);
        try {
            await workbench.open(again.url);
            await library.openTray();
            await loadAndAsk(library, workbench);
            expect(hub.ranges.get(MODEL)?.at(-1), "what was there is not fetched again").toMatch(/^bytes=[1-9]/);
            // the browser complains of every connection that was refused while nobody listened, and only of that
            const others = complaints.filter((complaint) => !complaint.includes("ERR_CONNECTION_REFUSED"));
            complaints.splice(0, complaints.length, ...others);
        } finally {
            await page.close();
            await again.stop();
        }
    }
);

withHub("I pause a download and let it go on later; another one I cancel, and nothing of it is left", async ({hub, library, workbench, workspace}) => {
    await expect(workbench.message).toBeEnabled();
    hub.holdAfter(MODEL, 3_000_000);
    await fetchPair(library);
    await expect(library.run(/demo-pair/)).toContainText(/3 MB of 8 MB/);
    await library.tray.getByRole("button", {name: /^Pause/}).click();
    await expect(library.run(/demo-pair/)).toContainText("Paused");
    await library.tray.getByRole("button", {name: /^Resume/}).click();
    await expect(library.run(/demo-pair/)).toContainText("Done");
    expect(hub.ranges.get(MODEL)?.at(-1)).toMatch(/^bytes=[1-9]/);
    const kept = filesUnder(path.join(workspace, "library"));

    await library.tray.getByRole("button", {name: "Clear finished"}).click();
    await library.page.keyboard.press("Escape");
    hub.holdAfter(OTHER, 100_000);
    await library.page.getByRole("radio", {name: /Q4_K_M/}).check();
    await library.page.getByRole("radio", {name: "None"}).last().check();
    await library.page.getByRole("button", {name: /^Fetch/}).click();
    await library.openTray();
    await expect(library.run(/Q4_K_M/)).toContainText("Downloading");
    await library.tray.getByRole("button", {name: /^Cancel/}).click();
    await expect(library.run(/Q4_K_M/)).toContainText("Cancelled");
    expect(filesUnder(path.join(workspace, "library"))).toEqual(kept);
});

const filesUnder = (folder: string) => readdirSync(folder, {recursive: true, encoding: "utf8"}).toSorted();
