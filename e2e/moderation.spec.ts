import {readFileSync} from "node:fs";
import path from "node:path";
import {DatabaseSync} from "node:sqlite";
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

test("I have the model look for features to moderate, accept one and reject another, and take the list to a file and back", async ({
    workbench,
    workspace,
    page
}) => {
    const features = new Features(page);
    await features.openModeration();
    await workbench.button("Look for features").click();
    const work = await features.openWork();
    await expect(work.getByRole("listitem").first()).toContainText("Done");
    await page.getByRole("button", {name: /^Work/}).click();
    await expect(work).toHaveCount(0);
    const proposals = page.getByRole("listbox", {name: "Proposals"});
    await expect(proposals.getByRole("option"), "the demo is too small to tell features apart, and proposes none").toHaveCount(0);
    anotherModelProposed(workspace, [3, 5, 8, 13]);
    await page.reload();
    await expect(proposals.getByRole("option")).toHaveCount(4);

    const named = async (index: number) =>
        Number(/^Feature (\d+)/.exec((await proposals.getByRole("option").nth(index).getAttribute("aria-label")) ?? "")?.[1]);
    const [accepted, rejected] = [await named(0), await named(1)];
    const proposal = (feature: number) => proposals.getByRole("option", {name: new RegExp(`^Feature ${feature}:`)});
    const moderated = page.getByRole("list", {name: "Moderated features"});
    await expect(moderated, "nothing is moderated before a person says so").toHaveCount(0);
    await proposals.focus();
    await page.keyboard.press("a");
    await expect(moderated.getByRole("listitem", {name: `Feature ${accepted}`})).toBeVisible();
    await expect(proposal(accepted)).toHaveCount(0);
    await proposal(rejected).click();
    await workbench.button("Reject 1 proposal").click();
    await expect(proposal(rejected)).toHaveCount(0);
    await expect(moderated.getByRole("listitem")).toHaveCount(1);
    const log = page.getByRole("region", {name: "Log"});
    await expect(log).toContainText("Accepted: 1 feature");
    await expect(log).toContainText("Rejected: 1 feature");

    const download = page.waitForEvent("download");
    await workbench.button("Export the list").click();
    // the browser keeps it under a name of its own
    const file = path.join(workspace, "list.json");
    await (await download).saveAs(file);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({kind: "saelor-moderation-list", entries: [{feature: accepted}]});
    await workbench.button(`Take feature ${accepted} off the list`).click();
    const asked = page.getByRole("dialog", {name: /^Take feature/});
    await asked.getByRole("textbox", {name: "Reason"}).fill("to bring it back");
    await asked.getByRole("button", {name: "Take it off"}).click();
    await expect(moderated).toHaveCount(0);
    await page.getByLabel("Moderation list to import").setInputFiles(file);
    await expect(page.getByText("1 feature added to the list.")).toBeVisible();
    await expect(moderated.getByRole("listitem", {name: `Feature ${accepted}`})).toBeVisible();
    await page.getByLabel("Moderation list to import").setInputFiles(file);
    await expect(page.getByText("0 features added to the list; 1 were there already.")).toBeVisible();
});

test("I write the policy: a category of my own is there to moderate under, and one that I took out is not", async ({workbench, page}) => {
    const features = new Features(page);
    await features.openModeration();
    const policy = page.getByRole("region", {name: "Policy"});
    const categories = policy.getByRole("list", {name: "Categories"}).getByRole("listitem");
    await expect(categories.nth(1)).toBeVisible();
    const titles = await categories.locator("strong").allTextContents();
    await policy.getByRole("button", {name: "Edit"}).click();
    await policy.getByRole("button", {name: `Remove category ${titles[0]}`, exact: true}).click();
    await policy.getByRole("button", {name: "Category", exact: true}).click();
    const added = policy.getByRole("group").last();
    await added.getByRole("textbox", {name: "Name of the category"}).fill("Pirates");
    await added.getByRole("textbox", {name: "What it covers"}).fill("Speaks as a sailor of old does.");
    await policy.getByRole("button", {name: "Save the policy"}).click();
    await expect(categories.locator("strong")).toHaveText([...titles.slice(1), "Pirates"]);
    await expect(page.getByRole("region", {name: "Log"})).toContainText("Policy changed");

    await page.reload();
    await expect(categories.locator("strong")).toHaveText([...titles.slice(1), "Pirates"]);
    await page.getByRole("textbox", {name: "Add by number"}).fill("3");
    await page.getByRole("combobox", {name: "Category", exact: true}).click();
    await expect(page.getByRole("option", {name: titles[0]!, exact: true})).toHaveCount(0);
    await page.getByRole("option", {name: "Pirates", exact: true}).click();
    await page.getByRole("form", {name: "Add features to the list"}).getByRole("textbox", {name: "Reason"}).fill("a journey");
    await workbench.button("Moderate 1 feature").click();
    await expect(page.getByRole("listitem", {name: "Feature 3", exact: true})).toContainText("Pirates");
});

/** As a model that can judge would have left it. */
function anotherModelProposed(workspace: string, features: readonly number[]): void {
    const db = new DatabaseSync(path.join(workspace, "saelor.db"));
    try {
        const {dictionary} = db.prepare("SELECT dictionary FROM moderation_audit WHERE action = 'propose'").get() as {dictionary: string};
        const propose = db.prepare("INSERT INTO moderation_proposals VALUES (?, ?, 'hate', 'read from the label', ?, 'another model', ?, 'run', 'open')");
        for (const feature of features) propose.run(dictionary, feature, 0.9 - feature / 100, Date.now());
    } finally {
        db.close();
    }
}

test("I moderate the feature that an answer was steered by: the answer keeps its text, the edit says so, and nothing is sent before I remove it", async ({
    workbench,
    page
}) => {
    const features = new Features(page);
    await features.open();
    await features.go("pirate manner");
    await features.feature.getByRole("button", {name: "Steer with it"}).click();
    await features.feature.getByRole("button", {name: /Steers the chat/}).click();
    await workbench.ask("Tell me about the Andromeda Galaxy.");
    await workbench.finishedAnswer();
    const chat = page.url();
    await features.open();
    await features.go("pirate manner");
    await features.feature.getByRole("button", {name: "Moderate this feature"}).click();
    const form = page.getByRole("dialog", {name: "Moderate this feature"});
    await form.getByRole("combobox", {name: "Category"}).click();
    await form.getByRole("option").first().click();
    await form.getByRole("textbox", {name: "Reason"}).fill("After it was steered by.");
    await form.getByRole("button", {name: "Moderate", exact: true}).click();
    await expect(features.feature.getByRole("alert")).toContainText("moderation list");

    await page.goto(chat);
    await workbench.button("Inspect tokens").click();
    const answer = workbench.answers.last();
    await expect(answer).toContainText("has been moderated since");
    await expect(answer).toContainText(/Andromeda/);
    await expect(workbench.edits.first()).toContainText("This feature has been moderated");
    await workbench.message.fill("And the Moon?");
    await workbench.button("Send").click();
    await expect(page.getByRole("region", {name: "Notices"}).getByRole("alert")).toBeVisible();
    await expect(workbench.message).toHaveValue("And the Moon?");
    await expect(workbench.answers).toHaveCount(1);
    await workbench.button("Remove it").click();
    await workbench.button("Send").click();
    await expect(workbench.answers).toHaveCount(2);
});
