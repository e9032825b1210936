import {readFileSync, writeFileSync} from "node:fs";
import path from "node:path";
import type {Page} from "@playwright/test";
import {expect, test} from "./test.ts";

const QUESTION = "Tell me about the Andromeda Galaxy.";
const PIRATE = /\b(arr|aye|ahoy|yo ho|matey|me hearty|seven seas)\b/i;

/** Lets a file fall on the middle of the window, as a person does from a folder. */
async function dropFile(page: Page, name: string, content: string): Promise<void> {
    const data = await page.evaluateHandle(
        ([fileName, text]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([text!], fileName!));
            return transfer;
        },
        [name, content]
    );
    for (const type of ["dragenter", "dragover", "drop"]) await page.dispatchEvent("body", type, {dataTransfer: data});
}

test("I keep a steering as a preset, apply it with a key, share it as a file, and read what differs in one from elsewhere", async ({
    workbench,
    page,
    workspace
}) => {
    await workbench.addFeature("pirate");
    await workbench.setStrength("pirate", 0.6);
    await workbench.ask(QUESTION);
    const answer = await workbench.finishedAnswer();
    expect(answer).toMatch(PIRATE);

    await workbench.button("Presets").click();
    await page.getByRole("menuitem", {name: "Save as a preset…"}).click();
    const dialog = page.getByRole("dialog", {name: "Save as a preset"});
    await dialog.getByRole("textbox", {name: "Name"}).fill("Salty");
    await dialog.getByRole("textbox", {name: "Tags"}).fill("style, sea");
    await dialog.getByRole("button", {name: "Save"}).click();
    await expect(dialog).toHaveCount(0);

    await page.reload();
    await page.getByRole("list", {name: "Pages"}).getByRole("link", {name: "Presets"}).click();
    const card = page.getByRole("article", {name: "Salty", exact: true});
    await expect(card).toContainText("+0.6");
    await card.getByRole("button", {name: "Examples and evidence"}).click();
    await expect(card.getByRole("region", {name: "Example 1"})).toContainText(answer.slice(0, 30));
    await card.getByRole("button", {name: "Write them again"}).click();
    await expect(card.getByRole("status")).toHaveText("1 of 1 came out the same");
    await card.getByRole("combobox", {name: "Key of Salty"}).selectOption("Alt+1");
    await expect(card.getByRole("combobox", {name: "Key of Salty"})).toHaveValue("1");
    await page.getByRole("button", {name: "style"}).first().click();
    await page.getByRole("searchbox", {name: "Search presets"}).fill("nothing like this");
    await expect(page.getByText("No preset found")).toBeVisible();
    await page.getByRole("searchbox", {name: "Search presets"}).fill("pirate");
    await expect(card).toBeVisible();

    // Alt+1 in a new chat, and back
    await workbench.button("New chat").click();
    await expect(workbench.edits).toHaveCount(0);
    await workbench.message.focus();
    await page.keyboard.press("Alt+1");
    await expect(workbench.strength("pirate")).toHaveValue("0.6");
    await workbench.button("Undo").click();
    await expect(workbench.edits).toHaveCount(0);

    await page.getByRole("list", {name: "Pages"}).getByRole("link", {name: "Presets"}).click();
    await card.getByRole("button", {name: "More of Salty"}).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", {name: "Export", exact: true}).click();
    const file = path.join(workspace, (await download).suggestedFilename());
    expect(path.basename(file)).toBe("Salty.saelor-preset");
    await (await download).saveAs(file);

    await card.getByRole("button", {name: "More of Salty"}).click();
    await page.getByRole("menuitem", {name: "Delete"}).click();
    await expect(card).toHaveCount(0);
    await expect(page.getByText("No presets yet")).toBeVisible();

    const chooser = page.waitForEvent("filechooser");
    await workbench.button("Import").click();
    await (await chooser).setFiles(file);
    await expect(card).toContainText("+0.6");
    await card.getByRole("button", {name: "Apply Salty"}).click();
    await expect(workbench.strength("pirate")).toHaveValue("0.6");

    // the same features of a dictionary that is not here
    const preset = JSON.parse(readFileSync(file, "utf8"));
    const [dictionary] = preset.dictionaries;
    const foreign = JSON.stringify({...preset, name: "Foreign"}).replaceAll(dictionary.id, "0123456789abcdef");
    writeFileSync(path.join(workspace, "foreign.saelor-preset"), foreign);
    await dropFile(page, "foreign.saelor-preset", foreign);
    const other = page.getByRole("article", {name: "Foreign", exact: true});
    await expect(other).toContainText(/Another dictionary: made with .*0123456789abcdef.*; loaded is .*/);
    await expect(other).toContainText(dictionary.id);
    await expect(other.getByRole("button", {name: "Apply Foreign"})).toBeDisabled();
    // what is no preset is left alone
    await dropFile(page, "notes.json", '{"edits": "none"}');
    await expect(page.getByRole("article")).toHaveCount(2);
});

test("I see what differs between the present steering and a preset", async ({workbench, page}) => {
    await workbench.addFeature("pirate");
    await workbench.setStrength("pirate", 0.6);
    await workbench.button("Presets").click();
    await page.getByRole("menuitem", {name: "Save as a preset…"}).click();
    await page.getByRole("textbox", {name: "Name"}).fill("Salty");
    await page.getByRole("dialog").getByRole("button", {name: "Save"}).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await workbench.setStrength("pirate", 0.3);
    await workbench.addFeature("robot");
    await workbench.button("Presets").click();
    await page.getByRole("menuitem", {name: "What differs…"}).click();
    const rows = page.getByRole("dialog", {name: "What differs"}).getByRole("row");
    await expect(rows).toHaveCount(2);
    await expect(rows.filter({hasText: "pirate"})).toContainText(/changed.*\+0.6.*\+0.3/);
    await expect(rows.filter({hasText: "robot"})).toContainText("added");
});
