import {expect, test} from "./test.ts";

test("I reword my question; both wordings and their answers stay, and I can go back", async ({workbench, page}) => {
    const question = page.getByRole("article", {name: "Your message"});
    await workbench.ask("Tell me about the Andromeda Galaxy.");
    const first = await workbench.finishedAnswer();

    await workbench.button("Edit message").click();
    await question.getByRole("textbox").fill("Tell me about the Moon.");
    await page.keyboard.press("Enter");
    await expect(question).toContainText("the Moon");
    const second = await workbench.finishedAnswer();
    expect(second).not.toBe(first);

    await question.getByRole("button", {name: "Previous version"}).click();
    await expect(question).toContainText("Andromeda");
    expect(await workbench.finishedAnswer()).toBe(first);

    await page.reload();
    await expect(question).toContainText("Andromeda");
    expect(await workbench.finishedAnswer()).toBe(first);
    await question.getByRole("button", {name: "Next version"}).click();
    expect(await workbench.finishedAnswer()).toBe(second);
});
