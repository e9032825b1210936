import {expect, test} from "./test.ts";

test("I change words of both sides, go on from mine, see all branches as a tree, and fork one into a chat of its own", async ({workbench, page}) => {
    const question = page.getByRole("article", {name: "Your message"});
    await workbench.ask("Tell me about the Moon.");
    const first = await workbench.finishedAnswer();

    // the answer in my words, which the model goes on with
    await workbench.button("Edit answer").click();
    await page.getByRole("textbox", {name: "Edit answer"}).fill("The Moon is");
    await workbench.button("Save as new version").click();
    await expect(workbench.answers.last()).toContainText("written by hand");
    await workbench.button("Continue this answer").click();
    const continued = await workbench.finishedAnswer();
    expect(continued).toMatch(/^The Moon is\s*\S/);

    // the question in other words, with no answer yet
    await workbench.button("Edit message").click();
    await question.getByRole("textbox").fill("Tell me about the Sun.");
    await workbench.button("Save without answering").click();
    await expect(question).toContainText("the Sun");
    await expect(question).toContainText("edited");
    await expect(workbench.answers).toHaveCount(0);
    await workbench.button("Answer this message").click();
    await workbench.finishedAnswer();

    await question.getByRole("button", {name: "Show all branches"}).click();
    const tree = page.getByRole("tree", {name: "Branches"});
    const nodes = tree.getByRole("treeitem");
    await expect(nodes).toHaveCount(5);
    await expect(tree.locator('[aria-selected="true"]')).toHaveCount(2);
    await expect(tree).toBeFocused();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect(question).toContainText("the Moon");
    await expect(tree.locator('[aria-current="true"]')).toContainText(first.slice(0, 30));
    await nodes.filter({hasText: "The Moon is"}).last().click();
    await expect(workbench.answers.last()).toContainText(continued.slice(0, 40));
    await page.keyboard.press("Escape");
    await expect(tree).toHaveCount(0);

    const here = page.url();
    await workbench.button("Fork from this answer").click();
    await expect(page.getByRole("status")).toContainText("A new conversation");
    await expect.poll(() => page.url()).not.toBe(here);
    await expect(workbench.answers).toHaveCount(1);
    await expect(workbench.answers.last()).toContainText(continued.slice(0, 40));
    // it begins with the branch alone
    await expect(question.getByRole("group", {name: /Version/})).toHaveCount(0);
});
