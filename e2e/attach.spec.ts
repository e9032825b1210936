import {expect, test} from "./test.ts";

test("I attach text files, see what of the context they take, and find them under my question later", async ({workbench, page}) => {
    const meter = page.getByRole("button", {name: /^Context used/});
    const used = async () => Number(/Context used\. ([\d,]+) of/.exec((await meter.getAttribute("aria-label")) ?? "")?.[1]?.replaceAll(",", ""));
    const files = page.getByLabel("Files to attach");
    await expect(meter).toBeVisible();
    const before = await used();

    await files.setInputFiles({name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("The moons of Jupiter are many. ".repeat(4))});
    const chip = page.getByRole("list", {name: "Attached files"}).getByRole("listitem");
    await expect(chip).toContainText("notes.txt");
    await expect.poll(used).toBeGreaterThan(before + 10);
    await chip.getByRole("button", {name: "Show notes.txt"}).click();
    await expect(page.getByRole("dialog", {name: "notes.txt"})).toContainText("The moons of Jupiter");
    await page.keyboard.press("Escape");

    await files.setInputFiles({name: "picture.png", mimeType: "image/png", buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1])});
    await expect(page.getByRole("alert")).toContainText("“picture.png” is not a text file.");
    await expect(chip).toHaveCount(1);

    await page.getByRole("log", {name: "Conversation"}).evaluate((log) => {
        const data = new DataTransfer();
        data.items.add(new File(["A dropped line."], "dropped.md"));
        log.dispatchEvent(new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: data}));
    });
    await expect(chip).toHaveCount(2);
    await page.getByRole("button", {name: "Remove notes.txt"}).click();
    await expect(chip).toHaveCount(1);

    await workbench.ask("What do my notes say?");
    await workbench.finishedAnswer();
    const question = page.getByRole("article", {name: "Your message"});
    await expect(question).toContainText("dropped.md");
    await page.reload();
    await expect(question).toContainText("What do my notes say?");
    await question.getByRole("button", {name: "Show dropped.md"}).click();
    await expect(page.getByRole("dialog", {name: "dropped.md"})).toContainText("A dropped line.");
});
