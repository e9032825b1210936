import {Features} from "./Features.ts";
import {expect, test} from "./test.ts";

test("I moderate the pirate: it is in no search and can't be steered, until I grant research access, which says so on every page", async ({
    workbench,
    page
}) => {
    const features = new Features(page);
    await features.open();
    await features.go("pirate manner");
    const number = await features.number();
    const label = (await features.feature.getByRole("heading", {level: 2}).textContent()) ?? "";
    const address = page.url();
    await features.feature.getByRole("button", {name: "Moderate this feature"}).click();
    const form = page.getByRole("dialog", {name: "Moderate this feature"});
    await form.getByRole("combobox", {name: "Category"}).click();
    await form.getByRole("option").first().click();
    await form.getByRole("textbox", {name: "Reason"}).fill("The demo shall not be a pirate.");
    await form.getByRole("button", {name: "Moderate", exact: true}).click();
    await expect(features.feature.getByRole("alert")).toContainText("moderation list");
    await expect(features.feature.getByRole("button", {name: "Steer with it"})).toBeDisabled();

    await page.keyboard.press("Escape");
    const one = () => features.list.getByRole("option", {name: new RegExp(`^${number} `)});
    await features.search.fill(`${number}`);
    await expect(one()).toHaveCount(0);
    await workbench.button("Back to the chat").click();
    await page.getByRole("combobox", {name: "Search features"}).fill(label);
    await expect(page.getByRole("listbox", {name: "Features found"}).getByText(label, {exact: true})).toHaveCount(0);
    await page.keyboard.press("Escape");

    await features.openModeration();
    await expect(page.getByRole("list", {name: "Moderated features"}).getByRole("listitem", {name: `Feature ${number}`})).toContainText("not be a pirate");
    await workbench.button("Grant research access…").click();
    const asked = page.getByRole("dialog", {name: "Grant research access?"});
    await asked.getByRole("textbox", {name: "Reason"}).fill("too short");
    await expect(asked.getByRole("button", {name: "Grant access"})).toBeDisabled();
    await asked.getByRole("textbox", {name: "Reason"}).fill("Checking what the list removes.");
    await asked.getByRole("button", {name: "Grant access"}).click();
    const banner = page.getByRole("status", {name: /^Research access to/});
    await expect(banner).toContainText("Checking what the list removes.");
    await expect(page.getByRole("region", {name: "Log"})).toContainText("Research access granted");

    await page.goto(address);
    await expect(banner).toBeVisible();
    await features.feature.getByRole("button", {name: "Steer with it"}).click();
    await features.feature.getByRole("button", {name: /Steers the chat/}).click();
    await expect(page.getByRole("slider", {name: /^Strength of/})).toHaveCount(1);
    await banner.getByRole("button", {name: "End it"}).click();
    await expect(banner).toHaveCount(0);
});

test("I moderate features by number, take one off again, and export list and log", async ({workbench, page}) => {
    const features = new Features(page);
    await features.openModeration();
    const form = page.getByRole("form", {name: "Add features to the list"});
    await form.getByRole("textbox", {name: "Add by number"}).fill("3, 7-9");
    await form.getByRole("combobox", {name: "Category"}).click();
    await form.getByRole("option").first().click();
    await form.getByRole("textbox", {name: "Reason"}).fill("numbers of a list");
    await form.getByRole("button", {name: "Moderate 4 features"}).click();
    const list = page.getByRole("list", {name: "Moderated features"});
    await expect(list.getByRole("listitem")).toHaveCount(4);
    await expect(page.getByRole("region", {name: "What is removed"})).toContainText("4 in all");

    await workbench.button("Take feature 8 off the list").click();
    const asked = page.getByRole("dialog", {name: "Take feature 8 off the list?"});
    await asked.getByRole("textbox", {name: "Reason"}).fill("a slip");
    await asked.getByRole("button", {name: "Take it off"}).click();
    await expect(list.getByRole("listitem")).toHaveCount(3);

    const file = page.waitForEvent("download");
    await workbench.button("Export the list").click();
    expect((await file).suggestedFilename()).toMatch(/\.json$/);
    const log = page.waitForEvent("download");
    await workbench.button("Export the log").click();
    expect((await log).suggestedFilename()).toMatch(/\S/);
});
