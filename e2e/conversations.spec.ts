import {expect, test} from "./test.ts";

const STARS = "Tell me about the Andromeda Galaxy.";
const SEA = "What did sailors eat?";

test("I sort conversations into folders, find words in all of them, go to the message, and step through one of them", async ({workbench, page}) => {
    const rail = page.getByRole("navigation", {name: "Conversations"});
    const row = (name: string) => rail.getByRole("button", {name, exact: true});
    const folder = (name: string) => rail.getByRole("button", {name: new RegExp(`^${name} \\d+$`)});
    await workbench.ask(STARS);
    await workbench.finishedAnswer();
    await workbench.button("New chat").click();
    await workbench.ask(SEA);
    await workbench.finishedAnswer();

    // one is dragged into a folder, the other goes there by its menu
    await workbench.button("More for conversations").click();
    await page.getByRole("menuitem", {name: "New folder…"}).click();
    const name = page.getByRole("textbox", {name: "Name of the new folder"});
    await expect(name).toBeFocused();
    await name.fill("Space");
    await name.press("Enter");
    await expect(folder("Space")).toHaveAccessibleName("Space 0");
    await row(STARS).dragTo(folder("Space"));
    await expect(folder("Space")).toHaveAccessibleName("Space 1");
    await row(SEA).hover();
    await workbench.button(`More for ${SEA}`).click();
    await page.getByRole("menuitem", {name: "Move to"}).click();
    await page.getByRole("menuitem", {name: "Space"}).click();
    await expect(folder("Space")).toHaveAccessibleName("Space 2");
    await row(SEA).dragTo(rail.getByRole("link", {name: "Presets"}));
    await expect(folder("Space"), "what is dropped beside the list stays where it was").toHaveAccessibleName("Space 2");

    await folder("Space").press("ArrowLeft");
    await expect(row(STARS)).toHaveCount(0);
    await page.reload();
    await expect(folder("Space")).toHaveAttribute("aria-expanded", "false");
    await folder("Space").click();
    await expect(row(STARS)).toBeVisible();

    // all conversations, by the keyboard
    await page.keyboard.press("Control+Shift+E");
    const field = page.getByRole("combobox", {name: "Search all conversations"});
    await expect(field).toBeFocused();
    await page.keyboard.type("nothing like this");
    await expect(rail.getByText("Nothing found")).toBeVisible();
    await field.fill("androm gal");
    const found = page.getByRole("listbox", {name: "Messages found"});
    await expect(found.getByRole("group", {name: STARS}).getByRole("option").first()).toContainText(/Andromeda Galaxy/);
    await expect(found.locator("mark").first()).toHaveText(/^(Andromeda|Galaxy)$/i);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await expect(found.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-marked]")).toContainText(/Andromeda/);
    await expect(page).toHaveTitle(`${STARS} – Saelor`);
    await page.keyboard.press("Escape");
    await expect(row(STARS)).toHaveAttribute("aria-current", "page");

    // the one on screen
    await page.keyboard.press("Control+f");
    const bar = page.getByRole("search", {name: "Find in this conversation"});
    await page.keyboard.type("galax");
    await expect(bar.getByRole("status")).toHaveText("1 of 2");
    await page.keyboard.press("Enter");
    await expect(bar.getByRole("status")).toHaveText("2 of 2");
    await expect(page.getByRole("article", {name: "Answer"})).toBeInViewport();
    expect(await page.evaluate(() => [...(CSS.highlights.get("saelor-found") ?? [])].map((range) => String(range).toLowerCase()))).toContain("galax");
    await page.keyboard.press("Escape");
    await expect(bar).toHaveCount(0);

    // a folder goes, what was in it stays
    await folder("Space").press("Delete");
    await expect(folder("Space")).toHaveCount(0);
    await expect(row(STARS)).toBeVisible();
    await expect(row(SEA)).toBeVisible();
    await page.getByRole("region", {name: "Notices"}).getByRole("button", {name: "Undo"}).click();
    await expect(folder("Space")).toHaveAccessibleName("Space 2");
});
