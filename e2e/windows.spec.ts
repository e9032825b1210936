import {Features} from "./Features.ts";
import {expect, test} from "./test.ts";
import {Workbench} from "./Workbench.ts";

test("I choose the theme in one of two windows: the other takes it, and neither changes it again", async ({workbench, page, server, context}) => {
    const other = await context.newPage();
    await new Workbench(other).open(server.url);
    const scheme = (of: typeof page) => of.locator("html").getAttribute("data-mantine-color-scheme");
    await workbench.button("Theme").click();
    await page.getByRole("menuitemradio", {name: "Dark"}).click();
    for (const each of [page, other]) await expect.poll(() => scheme(each)).toBe("dark");
    // a fight would write the setting many times in this while
    const writes: string[] = [];
    for (const each of [page, other]) await each.exposeFunction("heard", (value: string) => void writes.push(value));
    for (const each of [page, other])
        await each.evaluate(() =>
            window.addEventListener("storage", ({newValue}) => (globalThis as unknown as {heard: (value: string) => void}).heard(`${newValue}`))
        );
    await new Workbench(other).button("Theme").click();
    await other.getByRole("menuitemradio", {name: "Light"}).click();
    await expect.poll(() => scheme(page)).toBe("light");
    await page.waitForTimeout(1500);
    expect(writes).toEqual(["light"]);
    for (const each of [page, other]) expect(await scheme(each)).toBe("light");
});

test("I have one chat open in two windows: what one of them sets and asks, the other shows", async ({workbench, page, server, context}) => {
    await workbench.addFeature("pirate");
    await workbench.setStrength("pirate", 0.45);
    const other = await context.newPage();
    const there = new Workbench(other);
    await there.open(server.url);
    await other.goto(page.url());
    await expect(there.strength("pirate")).toHaveValue("0.45");

    await there.setStrength("pirate", 0);
    await expect(workbench.strength("pirate")).toHaveValue("0");
    await workbench.ask("What is the sea?");
    const answer = await workbench.finishedAnswer();
    await expect(other.getByRole("article", {name: "Answer"})).toHaveCount(1);
    await expect.poll(() => there.finishedAnswer()).toBe(answer);
});

test("I moderate a feature in one window: the other no longer shows it, nor adds it to the steering", async ({
    workbench: _workbench,
    page,
    server,
    context
}) => {
    const here = new Features(page);
    await here.open();
    await here.go("pirate manner");
    const other = await context.newPage();
    await new Workbench(other).open(server.url);
    await other.goto(page.url());
    const there = new Features(other);
    await expect(there.feature.getByRole("button", {name: "Steer with it"})).toBeEnabled();

    await here.feature.getByRole("button", {name: "Moderate this feature"}).click();
    const form = page.getByRole("dialog", {name: "Moderate this feature"});
    await form.getByRole("combobox", {name: "Category"}).click();
    await form.getByRole("option").first().click();
    await form.getByRole("textbox", {name: "Reason"}).fill("Told to the other window.");
    await form.getByRole("button", {name: "Moderate", exact: true}).click();
    await expect(there.feature.getByRole("alert")).toContainText("moderation list");
    await expect(there.feature.getByRole("button", {name: "Steer with it"})).toBeDisabled();
});

test("I follow addresses that lead nowhere: each says what is wrong and leads back", async ({workbench: _workbench, page}) => {
    const features = new Features(page);
    await features.open();
    await features.go("pirate manner");
    const dictionary = /#features\/([^/]+)/.exec(page.url())?.[1] ?? "";
    const nowhere = page.getByRole("region", {name: "No such feature"});
    for (const place of ["abc", "-1", "999999"]) {
        await page.evaluate((to) => (window.location.hash = to), `#features/${dictionary}/${place}`);
        await expect(nowhere).toContainText(`There is no feature “${place}”`);
        await expect(page.getByRole("button", {name: "Steer with it"})).toHaveCount(0);
    }
    await nowhere.getByRole("link").click();
    await expect(features.list).toBeVisible();
    await page.evaluate(() => (window.location.hash = "#features/deadbeef/1"));
    await expect(page.getByText("No dictionary “deadbeef” is loaded")).toBeVisible();
    await expect(page.getByRole("link", {name: "To the library"})).toBeVisible();
});

test("I open a feature by its address: the list has scrolled to it, and marks it alone", async ({workbench: _workbench, page}) => {
    const features = new Features(page);
    await features.open();
    await features.go("pirate manner");
    const dictionary = /#features\/([^/]+)/.exec(page.url())?.[1] ?? "";
    await page.goto(`${page.url().split("#")[0]}#features/${dictionary}/200`);
    await page.reload();
    const row = features.list.getByRole("option", {name: /^200 /});
    await expect(row).toHaveAttribute("aria-selected", "true");
    await expect(row).toBeInViewport();
    await expect(features.list.getByRole("option", {selected: true})).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(features.feature).toHaveCount(0);
});
