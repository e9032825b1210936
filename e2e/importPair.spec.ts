import {copyFileSync, mkdirSync} from "node:fs";
import path from "node:path";
import {demoFile} from "./demoDictionary.ts";
import {publishedDictionary, writePublished} from "./publishedDictionary.ts";
import {expect, test} from "./test.ts";

const PIRATE = /\b(arr|aye|ahoy|yo ho|matey|me hearty|seven seas|be lyin')/i;
/** the demo's pirate, by its number: a published dictionary has no labels */
const PIRATE_FEATURE = "76";

test("I take a model and a published dictionary from my own disk, load them, and steer by a feature", async ({workbench, library, page, workspace}) => {
    const folder = path.join(workspace, "my models");
    mkdirSync(folder);
    copyFileSync(demoFile("model.gguf"), path.join(folder, "mine.gguf"));
    const published = writePublished(path.join(folder, "sae"), publishedDictionary());

    await library.open("Import");
    const model = await library.choose(path.join(folder, "mine.gguf"));
    await expect(model).toContainText("6 layers × 256");
    await model.getByRole("button", {name: "Link this model"}).click();
    await expect(page.getByLabel("Notices")).toContainText("is in the library");

    const dictionary = await library.choose(published);
    await expect(dictionary).toContainText("256 features × 256");
    await dictionary.getByRole("textbox", {name: "Name"}).fill("my manners");
    await dictionary.getByRole("combobox", {name: "Model to pair it with"}).click();
    // the demo that comes along is offered too
    await page.getByRole("option").last().click();
    await dictionary.getByRole("button", {name: "Convert this dictionary"}).click();
    await library.openTray();
    await expect(library.run(/sae|manners/i)).toContainText("Done");
    await page.keyboard.press("Escape");

    await library.open("On this machine");
    await expect(library.models).toHaveCount(2);
    const mine = library.models.nth(1);
    await expect(mine).toContainText("my manners");
    await mine.getByRole("button", {name: /^Load /}).click();
    await expect(mine).toContainText("Loaded");
    await library.back();

    await workbench.ask("Tell me about the Andromeda Galaxy.");
    expect(await workbench.finishedAnswer()).toMatch(/galaxy/i);
    await page.getByRole("combobox", {name: "Search features"}).fill(PIRATE_FEATURE);
    await page.getByRole("listbox", {name: "Features found"}).getByRole("option").first().click();
    await workbench.setStrength(`feature ${PIRATE_FEATURE}`, 0.6);
    await workbench.regenerate();
    expect(await workbench.finishedAnswer()).toMatch(PIRATE);
});

test("I am told before I convert a dictionary that a model lacks its layer, and can't pair the two", async ({
    library,
    page,
    workbench: _workbench,
    workspace
}) => {
    const deep = writePublished(path.join(workspace, "deep"), publishedDictionary({hook_name: "blocks.9.hook_resid_post", hook_layer: 9}));
    await library.open("Import");
    const dictionary = await library.choose(deep);
    await dictionary.getByRole("combobox", {name: "Model to pair it with"}).click();
    const demo = page.getByRole("option", {name: /Saelor demo/});
    await expect(demo).toContainText("needs a model of more than 9 layers; this one has 6 layers");
    await expect(demo).toHaveAttribute("data-combobox-disabled", "true");
    await page.keyboard.press("Escape");
    await dictionary.getByRole("button", {name: "Convert this dictionary"}).click();
    await library.openTray();
    await expect(library.run(/deep/i)).toContainText("Done");
    await page.keyboard.press("Escape");

    await library.open("On this machine");
    await page.getByRole("combobox", {name: /^Model to pair/}).click();
    await expect(demo).toContainText("needs a model of more than 9 layers");
    await demo.click({force: true});
    await expect(page.getByRole("list", {name: "Dictionaries on this machine"})).toContainText("No model loads with it.");
    await expect(library.model("Saelor demo")).not.toContainText("layer 9");
});
