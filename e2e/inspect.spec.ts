import {expect, test} from "./test.ts";

test("I look at which features fire on the words of an answer, and steer by one of them", async ({workbench, page}) => {
    await workbench.ask("Tell me about the Andromeda Galaxy.");
    await workbench.finishedAnswer();

    await workbench.button("Inspect tokens").click();
    const tokens = workbench.answers.last().locator("[data-token]");
    await expect(tokens.first()).toBeVisible();
    await tokens.nth(3).hover();
    const features = page.getByRole("dialog", {name: /^Features at/});
    await expect(features).toBeVisible();
    await features
        .getByRole("button", {name: /^Steer by/})
        .first()
        .click();

    await expect(page.getByRole("slider", {name: /^Strength of/})).toHaveCount(1);
    await expect(workbench.button("Regenerate under these edits")).toBeVisible();
});
