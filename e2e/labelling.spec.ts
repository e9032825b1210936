import {readFileSync, writeFileSync} from "node:fs";
import path from "node:path";
import type {Locator} from "@playwright/test";
import {demoFile} from "./demoDictionary.ts";
import {Features} from "./Features.ts";
import {Labeller} from "./Labeller.ts";
import {expect, test} from "./test.ts";

const withLabeller = test.extend<{readonly labeller: Labeller}>({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from this pattern
    labeller: async ({}, use) => {
        const labeller = await Labeller.open("ships and sailors");
        await use(labeller);
        await labeller.close();
    }
});

withLabeller(
    "I harvest the demo and have a server describe one feature, see what its label is worth, write my own, and see what a batch would take",
    async ({workbench, workspace, labeller, page}) => {
        const features = new Features(page);
        await features.open();
        await features.go("pirate");
        const {feature} = features;
        await features.harvest(aFewTexts(workspace));

        await feature.getByRole("button", {name: "Have a model describe it"}).click();
        const dialog = page.getByRole("dialog", {name: "Have this feature described"});
        await nameServer(dialog, labeller.url);
        await dialog.getByRole("textbox", {name: "Key"}).fill("sk-journey");
        await expect(dialog.getByRole("status")).toContainText(/1 feature: about [\d,.k ]+ tokens to read/);
        await expect(dialog).toContainText("go to that program on this machine");
        await dialog.getByRole("button", {name: "Describe", exact: true}).click();

        const labels = feature.getByRole("list", {name: "Labels"});
        const made = labels.getByRole("listitem").filter({hasText: "ships and sailors"});
        await expect(made).toContainText("by journey-model");
        // whoever says that it fits everywhere is right on every second text
        await expect(made).toContainText("score 0.5");
        await expect(made).toContainText("detection");
        expect(labeller.asked.map(({about}) => about)).toEqual(["description", "fits"]);
        expect(labeller.asked.every(({key}) => key === "Bearer sk-journey")).toBe(true);
        expect(labeller.asked[0]!.text).toMatch(/«.+»/);
        await expect(page.getByRole("dialog"), "nothing opens over the page by itself").toHaveCount(0);

        await feature.getByRole("button", {name: "Label it yourself"}).click();
        await page.getByRole("textbox", {name: "Your label"}).fill("speaks as a pirate does");
        await page.keyboard.press("Enter");
        const own = labels.getByRole("listitem").filter({hasText: "speaks as a pirate does"});
        await expect(own).toContainText("by you");
        const colour = (label: Locator) => label.locator("> span").evaluate((words) => getComputedStyle(words).color);
        expect(await colour(made), "a label that was no better than chance is greyed").not.toBe(await colour(own));
        await expect(feature.getByRole("heading", {level: 2})).toHaveText("speaks as a pirate does");
        await feature.getByRole("button", {name: "What it was called before"}).click();
        const history = feature.getByRole("list", {name: "What it was called before"}).getByRole("listitem");
        await expect(history.filter({hasText: "speaks as a pirate does"})).toContainText("by you");
        await expect(history.filter({hasText: "ships and sailors"})).toContainText("by journey-model");

        await page.keyboard.press("Escape");
        await workbench.button("Describe…").click();
        const batch = page.getByRole("dialog", {name: "Have features described"});
        await expect(batch.getByRole("status")).toContainText("every feature that fired in the harvest has a label");
        await expect(batch.getByRole("button", {name: "Describe", exact: true})).toBeDisabled();
        await batch.getByRole("button", {name: "Cancel"}).click();

        await page.getByRole("list", {name: "Pages"}).getByRole("link", {name: "Health"}).click();
        await workbench.button("Remove the labels of recipe").click();
        await page.getByRole("button", {name: /^Remove \d+ labels$/}).click();
        await expect(page.getByRole("list", {name: "Sources of labels"}).getByRole("listitem")).toHaveCount(2);
        await features.open();
        await workbench.button("Describe…").click();
        await nameServer(batch, labeller.url);
        await batch.getByRole("textbox", {name: "How many features"}).fill("2");
        await expect(batch.getByRole("status")).toContainText("2 features");
        await batch.getByText("Score it as well").click();
        await batch.getByRole("button", {name: "Describe", exact: true}).click();
        await expect((await features.openWork()).getByRole("listitem", {name: /^up to 2 features/})).toContainText("Done");
        await page.keyboard.press("Escape");
        // the pirate has it too, behind mine
        await features.search.fill("ships and sailors");
        await expect(features.list.getByRole("option")).toHaveCount(3);
    }
);

/** Of the demo's own texts: some by the pirate, and some by others. */
function aFewTexts(workspace: string): string {
    const lines = readFileSync(demoFile("harvest.jsonl"), "utf8").trim().split("\n");
    const some = (pirate: boolean, n: number) => lines.filter((line) => /matey/.test(line) === pirate).slice(0, n);
    const file = path.join(workspace, "texts.jsonl");
    writeFileSync(file, [...some(true, 10), ...some(false, 20)].join("\n"));
    return file;
}

async function nameServer(dialog: Locator, url: string): Promise<void> {
    await dialog.getByText("A server", {exact: true}).click();
    await dialog.getByRole("textbox", {name: "Address"}).fill(url);
    await dialog.getByRole("textbox", {name: "Model"}).fill("journey-model");
}
