import type {Locator, Page} from "@playwright/test";
import {expect, test} from "./test.ts";

test.use({viewport: {width: 390, height: 780}});

/** Tab goes everywhere, so it gets there; the number only ends a journey that is lost. */
async function tabTo(page: Page, target: Locator): Promise<void> {
    for (let steps = 0; steps < 80; steps++) {
        if (await target.evaluate((element) => element === document.activeElement)) return;
        await page.keyboard.press("Tab");
    }
    throw new Error(`Tab never reached ${target}`);
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overhang, "pixels that the page is wider than the window").toBeLessThanOrEqual(0);
}

test("With the keyboard alone, in a narrow window, I ask, find the pirate, turn it up and read the answer again", async ({workbench, page}) => {
    const {keyboard} = page;
    await tabTo(page, workbench.message);
    await keyboard.type("Tell me about the Andromeda Galaxy.");
    await keyboard.press("Enter");
    const answer = workbench.answers.last();
    await expect(answer).toHaveAttribute("aria-busy", "false");
    await expect(answer).toContainText(/galaxy/i);
    await expectNoSidewaysScroll(page);

    await keyboard.press("Control+e");
    await expect(page.getByRole("combobox", {name: "Search features"})).toBeFocused();
    await keyboard.type("pirate");
    await expect(page.getByRole("option", {name: /pirate/i}).first()).toHaveAttribute("aria-selected", "true");
    await keyboard.press("Enter");

    const strength = workbench.strength("pirate");
    await tabTo(page, strength);
    const step = await strength.evaluate((slider: HTMLInputElement) => (0.6 - Number(slider.value)) / Number(slider.step));
    for (let i = 0; i < Math.abs(Math.round(step)); i++) await keyboard.press(step > 0 ? "ArrowRight" : "ArrowLeft");
    await expectNoSidewaysScroll(page);
    await tabTo(page, workbench.button("Regenerate under these edits"));
    await keyboard.press("Enter");
    await keyboard.press("Escape");

    await expect(workbench.answers.last()).toContainText(/\b(arr|aye|ahoy|matey|hearty|seven seas)\b/i);
    await expectNoSidewaysScroll(page);
});
