import {readFileSync} from "node:fs";
import path from "node:path";
import type {Page} from "@playwright/test";
import {expect, test} from "./test.ts";

const QUESTION = "Tell me about the Andromeda Galaxy.";
const CHATGPT = path.resolve(import.meta.dirname, "../engine/chat/imports/fixtures/chatgpt.json");

/** Lets a file fall on the rail, as a person does from a folder. */
async function dropOnRail(page: Page, name: string, content: string): Promise<void> {
    const data = await page.evaluateHandle(
        ([fileName, text]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([text!], fileName!));
            return transfer;
        },
        [name, content]
    );
    for (const type of ["dragenter", "dragover", "drop"]) await page.getByRole("navigation", {name: "Conversations"}).dispatchEvent(type, {dataTransfer: data});
}

test("I save a conversation as Markdown and as JSON, import it again, and bring others from ChatGPT", async ({workbench, page, workspace}) => {
    const rail = page.getByRole("navigation", {name: "Conversations"});
    const notices = page.getByRole("region", {name: "Notices"});
    await workbench.ask(QUESTION);
    const answer = await workbench.finishedAnswer();
    const saved = async (act: () => Promise<void>) => {
        const download = page.waitForEvent("download");
        await act();
        const file = path.join(workspace, (await download).suggestedFilename());
        await (await download).saveAs(file);
        return file;
    };
    const exportAs = (format: string) =>
        saved(async () => {
            await rail.getByRole("button", {name: QUESTION, exact: true}).hover();
            await workbench.button(`More for ${QUESTION}`).click();
            await page.getByRole("menuitem", {name: "Export"}).click();
            await page.getByRole("menuitem", {name: format}).click();
        });
    const markdown = await exportAs("Markdown");
    expect(path.extname(markdown)).toBe(".md");
    expect(readFileSync(markdown, "utf8")).toContain(answer.slice(0, 40));
    const json = await exportAs("JSON, with all branches");

    const chooser = page.waitForEvent("filechooser");
    await workbench.button("More for conversations").click();
    await page.getByRole("menuitem", {name: "Import…"}).click();
    await (await chooser).setFiles(json);
    await expect(notices).toContainText("1 conversation from Saelor.");
    await expect(rail.getByRole("button", {name: QUESTION, exact: true})).toHaveCount(2);
    const first = page.url();
    await notices.getByRole("button", {name: "Open"}).click();
    await expect(page).not.toHaveURL(first);
    expect(await workbench.finishedAnswer()).toBe(answer);

    await dropOnRail(page, "conversations.json", readFileSync(CHATGPT, "utf8"));
    await expect(notices).toContainText(/\d+ conversations? from ChatGPT\. Left out: /);
    await dropOnRail(page, "conversations.json", '{"nothing": "of this kind"}');
    await expect(notices.getByRole("alert")).toContainText(/conversations\.json/);
    await dropOnRail(page, "picture.png", "no conversations");
    await expect(notices.getByRole("alert").last()).toContainText("conversations are imported from .json files");

    const all = await saved(async () => {
        await workbench.button("More for conversations").click();
        await page.getByRole("menuitem", {name: "Export all, as JSON"}).click();
    });
    expect(JSON.parse(readFileSync(all, "utf8")).conversations.length).toBeGreaterThan(2);
});
