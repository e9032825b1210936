import {expect, test} from "./test.ts";

const QUESTION = "Tell me about the Andromeda Galaxy.";
const PIRATE = /\b(arr|aye|ahoy|yo ho|matey|me hearty|seven seas)\b/i;

test("I ask about the Andromeda Galaxy, turn the pirate up, see the manner turn, compare, reload, and find everything again", async ({workbench, page}) => {
    await workbench.ask(QUESTION);
    const plain = await workbench.finishedAnswer();
    expect(plain).toMatch(/galaxy/i);
    expect(plain).not.toMatch(PIRATE);

    await workbench.addFeature("pirate");
    await workbench.setStrength("pirate", 0.6);
    await workbench.regenerate();
    const steered = await workbench.finishedAnswer();
    expect(steered).toMatch(PIRATE);
    expect(steered).toMatch(/galaxy|stars|andromeda/i);

    expect(await workbench.sideBySide()).toEqual({steered, byDefault: plain});
    await expect(workbench.comparison.locator("mark").nth(2)).toBeVisible();

    await page.reload();
    await expect(workbench.message).toBeEnabled();
    await expect(page.getByRole("article", {name: "Your message"})).toContainText(QUESTION);
    expect(await workbench.finishedAnswer()).toBe(steered);
    await expect(workbench.strength("pirate")).toHaveValue("0.6");
    expect(await workbench.sideBySide()).toEqual({steered, byDefault: plain});
});

test("I take the pirate away again, and the plain answer is back word for word", async ({workbench}) => {
    await workbench.ask(QUESTION);
    const plain = await workbench.finishedAnswer();
    await workbench.addFeature("pirate");
    await workbench.setStrength("pirate", 0.6);
    await workbench.regenerate();
    expect(await workbench.finishedAnswer()).not.toBe(plain);
    await workbench.button("Remove all edits").click();
    await workbench.regenerate();
    expect(await workbench.finishedAnswer()).toBe(plain);
});
