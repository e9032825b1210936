import {expect, test} from "./test.ts";

test("I stop an answer, keep what was written, and let it go on later", async ({workbench, page, server}) => {
    await workbench.ask("Tell me about the Andromeda Galaxy.");
    const whole = await workbench.finishedAnswer();

    await workbench.button("New chat").first().click();
    await expect(workbench.answers).toHaveCount(0);
    server.pace.slow();
    const begun = workbench.atToken(6, () => server.pace.freeze());
    await workbench.ask("Tell me about the Andromeda Galaxy.");
    await begun;
    await expect(workbench.answers.last()).toContainText(/\w+ \w+/);
    await workbench.andTell(() => workbench.button("Stop").click());
    server.pace.normal();

    await expect(workbench.answers.last()).toContainText("stopped");
    const part = await workbench.finishedAnswer();
    expect(part.length).toBeLessThan(whole.length);
    expect(whole.startsWith(part.trimEnd())).toBe(true);

    await page.reload();
    await expect(workbench.message).toBeEnabled();
    expect(await workbench.finishedAnswer()).toBe(part);

    await workbench.button("Continue this answer").click();
    await expect(workbench.button("Continue this answer")).toHaveCount(0);
    expect(await workbench.finishedAnswer()).toBe(whole);
});
