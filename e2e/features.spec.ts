import path from "node:path";
import {Features} from "./Features.ts";
import {expect, test} from "./test.ts";

/** any model that turns texts into vectors */
const TINY_MODEL = path.resolve(import.meta.dirname, "../engine/fixtures/parity-1/model.gguf");

test("I search all features for the pirate, look at its page, steer with it, and the browser's buttons bring me back to it", async ({workbench, page}) => {
    const features = new Features(page);
    await features.open();
    await page.keyboard.press("/");
    await expect(features.search).toBeFocused();
    await page.keyboard.type("pirate");
    const first = features.list.getByRole("option").first();
    await expect(first).toHaveAccessibleName(/pirate/i);
    await page.keyboard.press("Enter");

    const {feature} = features;
    await expect(feature.getByRole("heading", {level: 2})).toHaveText(/pirate/i);
    await expect(feature.getByRole("list", {name: "More likely"}).getByRole("listitem")).toHaveCount(10);
    await expect(feature.getByRole("list", {name: "Neighbours"}).getByRole("link").first()).toBeVisible();
    const address = page.url();

    await feature.getByRole("button", {name: "Steer with it"}).click();
    await feature.getByRole("button", {name: /Steers the chat/}).click();
    await expect(workbench.strength("pirate")).toBeVisible();
    await workbench.ask("Tell me about the Andromeda Galaxy.");
    await workbench.finishedAnswer();

    await page.goBack();
    expect(page.url()).toBe(address);
    await expect(feature.getByRole("button", {name: /Steers the chat/})).toBeVisible();
    await page.reload();
    await expect(feature.getByRole("heading", {level: 2})).toHaveText(/pirate/i);
    await page.keyboard.press("Escape");
    await expect(features.list).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(workbench.message).toBeVisible();
});

test("I ask which features fire on a text of mine, and see them while I type", async ({workbench: _workbench, page}) => {
    const features = new Features(page);
    await features.open();
    await page.getByRole("radiogroup", {name: "Search by"}).getByText("Text").click();
    await page.getByRole("textbox", {name: "Text that features fire on"}).fill("Ahoy, matey! The galaxy is a ship.");
    await expect(page.getByRole("status").filter({hasText: /features fire, strongest first/})).toBeVisible();
    await expect(page.getByRole("group", {name: /^The text, coloured by/})).toContainText("galaxy");
    await expect(features.list.getByRole("option").nth(3)).toBeVisible();
});

test("I hover a token of an answer, ask why it was written, open one of its features and label it", async ({workbench, page}) => {
    await workbench.ask("Tell me about the Andromeda Galaxy.");
    await workbench.finishedAnswer();
    await workbench.button("Inspect tokens").click();
    const tokens = workbench.answers.last().locator("[data-token]");
    await tokens.nth(3).hover();
    const popover = page.getByRole("dialog", {name: /^Features at/});
    await popover.getByRole("button", {name: "Why this token?"}).click();
    await expect(popover.getByRole("list", {name: "Effects"}).getByRole("link").first()).toBeVisible();
    await popover
        .getByRole("link", {name: /^Open the page of/})
        .first()
        .click();

    const features = new Features(page);
    await expect(features.feature).toBeVisible();
    await features.feature.getByRole("button", {name: "Label it yourself"}).click();
    await page.getByRole("textbox", {name: "Your label"}).fill("speaks of lighthouses");
    await page.keyboard.press("Enter");
    await expect(features.feature.getByRole("list", {name: "Labels"})).toContainText("speaks of lighthouses");
    await features.feature.getByRole("button", {name: "What it was called before"}).click();
    await expect(features.feature.getByRole("list", {name: "What it was called before"})).toContainText("speaks of lighthouses");
    const number = await features.number();

    await page.keyboard.press("Escape");
    await features.search.fill("lighthouses");
    await expect(features.list.getByRole("option")).toHaveCount(1);
    await expect(features.found(new RegExp(`^${number} `))).toBeVisible();
});

test("I add up which features fire in an answer, and read one out of the matrix", async ({workbench, page}) => {
    await workbench.ask("Tell me about the Andromeda Galaxy.");
    await workbench.finishedAnswer();
    await workbench.button("Inspect tokens").click();
    const answer = workbench.answers.last();
    await answer.getByRole("button", {name: "Features of this message, added up"}).click();
    await expect(answer.getByRole("list", {name: "Strongest features"}).getByRole("listitem").first()).toBeVisible();
    await answer.getByText("Matrix", {exact: true}).click();
    const matrix = answer.getByRole("img", {name: /^Matrix of/});
    await matrix.focus();
    await page.keyboard.press("ArrowRight");
    await expect(answer.locator("figcaption")).toHaveText(/ at “/);

    await workbench.button("Features of this conversation").click();
    const dialog = page.getByRole("dialog", {name: "Features of this conversation"});
    await expect(dialog.getByRole("list", {name: "Strongest features"}).getByRole("listitem").first()).toBeVisible();
});

test("I choose an embedding model and find features by what their labels mean", async ({workbench, page}) => {
    const features = new Features(page);
    await features.open();
    await page.getByRole("radiogroup", {name: "Search by"}).getByText("Meaning").click();
    await workbench.button("Choose an embedding model…").click();
    const chooser = page.getByRole("dialog", {name: "Embedding model"});
    await chooser.getByRole("textbox", {name: "Path"}).fill(TINY_MODEL);
    await chooser.getByRole("textbox", {name: "Path"}).press("Enter");
    await expect(await features.openWork()).toContainText("Done");
    await page.keyboard.press("Escape");
    await expect(page.getByText(/^By model\.gguf: \d+ labels$/)).toBeVisible();

    // random weights know no meanings, but they read the same words in the same way
    await page.getByRole("combobox", {name: "Search by meaning"}).fill("cowboy manner: answers like a cowboy");
    await expect(features.list.getByRole("option").first()).toHaveAccessibleName(/answers like a cowboy/);
    await workbench.button("Turn off").click();
    await expect(workbench.button("Choose an embedding model…")).toBeVisible();
});
