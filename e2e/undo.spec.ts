import {expect, test} from "./test.ts";

test("I change strengths, settings and groups, and take it all back and do it again", async ({workbench, page}) => {
    const undo = workbench.button("Undo");
    const redo = workbench.button("Redo");
    await expect(undo).toBeDisabled();
    await workbench.addFeature("pirate");
    await workbench.setStrength("pirate", 0.6);
    await workbench.addFeature("robot");
    await expect(workbench.edits).toHaveCount(2);

    await workbench.button(/^How it acts/).click();
    await page.getByRole("checkbox", {name: "Cap"}).click();
    await expect(page.getByRole("checkbox", {name: "Cap"})).toBeChecked();
    await expect(page.getByRole("textbox", {name: "Cap, in R"})).toHaveValue("0.6");

    // keys, while the keyboard is in the panel
    await workbench.strength("pirate").focus();
    await page.keyboard.press("Control+z");
    await expect(page.getByRole("checkbox", {name: "Cap"})).not.toBeChecked();
    await page.keyboard.press("Control+z");
    await expect(workbench.edits).toHaveCount(1);
    await page.keyboard.press("Control+z");
    await expect(workbench.strength("pirate")).not.toHaveValue("0.6");
    await page.keyboard.press("Control+z");
    await expect(workbench.edits).toHaveCount(0);
    await expect(undo).toBeDisabled();

    for (let step = 0; step < 4; step++) await redo.click();
    await expect(redo).toBeDisabled();
    await expect(workbench.strength("pirate")).toHaveValue("0.6");
    await expect(page.getByRole("checkbox", {name: "Cap"})).toBeChecked();

    // in the words of a question Ctrl+Z is the question's own
    await workbench.message.fill("Hello");
    await page.keyboard.press("Control+z");
    await expect(page.getByRole("checkbox", {name: "Cap"})).toBeChecked();

    // what was taken back is what the next answer runs under, and what is there after a reload
    await workbench.andTell(() => undo.click(), "chat/configure");
    await page.reload();
    await expect(workbench.edits).toHaveCount(2);
    await expect(page.getByRole("checkbox", {name: "Cap"})).not.toBeChecked();
});
