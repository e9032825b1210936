import {expect, test} from "./test.ts";

test("While an answer is written I look through the library; the answer goes on, and the browser's buttons and a reload bring me where I was", async ({
    workbench,
    library,
    page,
    server
}) => {
    await workbench.ask("Tell me about the Andromeda Galaxy.");
    const whole = await workbench.finishedAnswer();

    await workbench.button("New chat").first().click();
    await expect(workbench.answers).toHaveCount(0);
    server.pace.slow();
    const begun = workbench.atToken(6, () => undefined);
    await workbench.ask("Tell me about the Andromeda Galaxy.");
    await begun;
    await library.open();
    await expect(library.model("Saelor demo")).toContainText("Loaded");
    await expect(workbench.message).toBeHidden();
    server.pace.normal();
    await library.back();
    expect(await workbench.finishedAnswer()).toBe(whole);

    await page.goBack();
    await expect(library.model("Saelor demo")).toBeVisible();
    await page.reload();
    await expect(library.model("Saelor demo")).toBeVisible();
    await page.keyboard.press("Control+Shift+H");
    await expect(page.getByRole("region", {name: "Health"})).toBeVisible();
    await page.keyboard.press("Escape");
    expect(await workbench.finishedAnswer()).toBe(whole);
});
