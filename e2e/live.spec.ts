import {expect, test} from "./test.ts";

test("I watch the features of an answer while it is written, and steer by one of them", async ({workbench, page, server}) => {
    const live = page.getByRole("region", {name: "Features while it was written"});
    await workbench.button("Show features while the answer is written").click();
    server.pace.slow();
    await workbench.ask("Tell me about the Andromeda Galaxy.");
    await expect(live).toContainText("Strongest so far");
    await expect(live.getByRole("listitem").first()).toBeVisible();
    server.pace.normal();
    await workbench.finishedAnswer();
    await expect(live).toContainText(/Strongest over its \d+ tokens/);
    const name = await live.getByRole("listitem").first().getByRole("link").textContent();
    await live.getByRole("listitem").first().hover();
    await live.getByRole("button", {name: `Steer by ${name}`}).click();
    await expect(workbench.strength((name ?? "").replace(/[^\w ]/g, ".").slice(0, 20))).toBeVisible();

    await page.reload();
    await expect(workbench.button("Show features while the answer is written")).toHaveAttribute("aria-pressed", "true");
});
