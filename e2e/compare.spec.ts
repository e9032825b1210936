import {expect, test} from "./test.ts";

const QUESTION = "Tell me about the Andromeda Galaxy.";
const PIRATE = /\b(arr|aye|ahoy|yo ho|matey|me hearty|seven seas)\b/i;

test("I answer one question under several variants, see every difference in columns, keep one, and find all of it after a reload", async ({
    workbench,
    page
}) => {
    await workbench.ask(QUESTION);
    const plain = await workbench.finishedAnswer();
    await workbench.addFeature("pirate");
    await workbench.setStrength("pirate", 0.6);

    await workbench.button("Answer under several variants").click();
    const dialog = page.getByRole("dialog", {name: "Answer under several variants"});
    await expect(dialog).toContainText(QUESTION);
    await expect(dialog.getByRole("checkbox", {name: "This chat"})).toBeChecked();
    await expect(dialog.getByRole("checkbox", {name: "Default"})).toBeChecked();
    await dialog.getByRole("button", {name: "Answer in 2 columns"}).click();

    const columns = page.getByRole("region", {name: "Answers side by side"});
    const column = (name: string) => columns.getByRole("region", {name: `${name} answer`});
    await expect(columns).toBeVisible();
    await expect(workbench.button("Stop")).toHaveCount(0);
    await expect(column("Default").locator("p").first()).toHaveText(plain.split("\n")[0] ?? "");
    await expect(column("This chat")).toContainText(PIRATE);

    // every word that only one of them has is marked, and no other
    const marks = column("This chat").locator("mark");
    await expect(marks.first()).toBeVisible();
    expect((await marks.allTextContents()).join(" ")).toMatch(PIRATE);
    const unmarked = (name: string) =>
        column(name)
            .locator("p")
            .evaluateAll((all) =>
                all
                    .map((one) => {
                        const copy = one.cloneNode(true) as Element;
                        for (const mark of copy.querySelectorAll("mark")) mark.remove();
                        return copy.textContent ?? "";
                    })
                    .join("")
                    .replace(/\s+/g, "")
            );
    expect(await unmarked("This chat")).toBe(await unmarked("Default"));
    await columns.getByRole("button", {name: "Mark differences"}).click();
    await expect(columns.locator("mark")).toHaveCount(0);
    await columns.getByRole("button", {name: "Mark differences"}).click();

    await expect(column("This chat")).toContainText("current");
    await columns.getByRole("button", {name: "Keep this one: Default"}).click();
    await expect(column("Default")).toContainText("current");

    await page.reload();
    await expect(workbench.message).toBeEnabled();
    await expect(column("Default")).toContainText("current");
    await expect(column("This chat")).toContainText(PIRATE);
    await expect(column("This chat").locator("mark").first()).toBeVisible();
});

test("I answer again with another seed, and both seeds stand under their versions", async ({workbench, page}) => {
    await workbench.ask(QUESTION);
    await workbench.finishedAnswer();
    const answer = workbench.answers.last();
    await expect(answer).toContainText("seed 42");
    await workbench.button("Regenerate").click();
    await page.getByRole("menuitem", {name: "New seed"}).click();
    await expect(answer.getByRole("group", {name: "Version 2 of 2"})).toBeVisible();
    await workbench.finishedAnswer();
    await expect(answer).not.toContainText("seed 42");
    await answer.getByRole("button", {name: "Previous version"}).click();
    await expect(answer).toContainText("seed 42");
});
