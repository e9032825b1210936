import {expect, test} from "./test.ts";

const PIRATE = /\b(arr|aye|ahoy|yo ho|matey|me hearty|seven seas)\b/i;

test("I make a rule that turns the pirate on when Andromeda is asked about, and see where it held", async ({workbench, page}) => {
    await workbench.button("Add a rule").click();
    const dialog = page.getByRole("dialog", {name: "A new rule"});
    await expect(dialog.getByText("A condition has no feature yet.")).toBeVisible();
    await expect(dialog.getByRole("button", {name: "Done"})).toBeDisabled();

    await dialog.getByRole("button", {name: "Condition, left side: choose a feature"}).click();
    await page.getByRole("combobox", {name: "Condition, left side: choose a feature"}).fill("Andromeda");
    await page.getByRole("option", {name: /token “Andromeda”/}).click();
    await dialog.getByRole("textbox", {name: "Condition: number"}).fill("0.4");
    await dialog.getByRole("combobox", {name: "On which tokens"}).selectOption("the question");

    await dialog.getByRole("combobox", {name: "Feature to set"}).fill("pirate manner: answers");
    await page.getByRole("option", {name: /answers like a pirate/}).click();
    await dialog.getByRole("slider", {name: /Strength of .*pirate/}).fill("0.6");
    await dialog.getByRole("button", {name: "Done"}).click();
    await expect(workbench.rules.first()).toContainText(
        /When token “Andromeda”.* > 0.4 × max on the question, from then on: set pirate manner: answers like a pirate \+0.6/
    );

    await workbench.ask("What is gold?");
    expect(await workbench.finishedAnswer()).not.toMatch(PIRATE);
    await expect(workbench.answers.last().getByRole("list", {name: "Rules that held"})).toHaveCount(0);

    await workbench.ask("Tell me about the Andromeda Galaxy.");
    expect(await workbench.finishedAnswer()).toMatch(PIRATE);
    const trace = workbench.answers.last().getByRole("list", {name: "Rules that held"});
    await expect(trace).toContainText(/Rule 1 held at \d+ tokens before the answer\s+Andromeda\s+\([\d.]+ > 0.4 × max\)/);

    await page.reload();
    await expect(workbench.rules).toHaveCount(1);
    await expect(trace).toContainText("Rule 1 held at");
});

test("I join conditions, put them in brackets and paste a rule as JSON", async ({workbench, page}) => {
    await workbench.button("Add a rule").click();
    const dialog = page.getByRole("dialog", {name: "A new rule"});
    const choose = async (side: string, words: string) => {
        await dialog.getByRole("button", {name: `${side}: choose a feature`}).click();
        await page.getByRole("combobox", {name: `${side}: choose a feature`}).fill(words);
        await page
            .getByRole("option", {name: new RegExp(words)})
            .first()
            .click();
    };
    await choose("Condition, left side", "topic: gold");
    await dialog.getByRole("button", {name: "Condition: or another condition"}).click();
    await choose("Condition 2, left side", "topic: the Moon");
    await dialog.getByRole("button", {name: "Condition 2: and another condition"}).click();
    await choose("Condition 2.2, left side", "topic: dogs");
    await dialog.getByRole("combobox", {name: "Condition 2.2: compared with"}).selectOption("another feature");
    await choose("Condition 2.2, right side", "topic: penguins");
    await dialog.getByRole("combobox", {name: "What happens"}).selectOption("stop the answer");
    await dialog.getByRole("textbox", {name: "Name of the rule"}).fill("animals");
    await dialog.getByRole("button", {name: "Done"}).click();
    await expect(workbench.rules.first()).toContainText(/gold.* > 0.5 × max or \(.*Moon.* > 0.5 × max and .*dogs.* > .*penguins.*\)/);

    await workbench.button("Presets").click();
    await page.getByRole("menuitem", {name: "As JSON…"}).click();
    const json = page.getByRole("textbox", {name: "Steering as JSON"});
    const text = await json.inputValue();
    await json.fill(text.replace('"abort"', '"abandon"'));
    await expect(page.getByRole("alert")).toContainText("rules.0.action");
    await json.fill(text.replace("animals", "beasts"));
    await workbench.button("Use this").click();
    await expect(workbench.rules.first()).toContainText("beasts");
    await workbench.button("Undo").click();
    await expect(workbench.rules.first()).toContainText("animals");
});

test("I put two edits under one name and move them with one slider", async ({workbench, page}) => {
    await workbench.addFeature("pirate");
    await workbench.addFeature("robot");
    await workbench.setStrength("pirate", 0.2);
    await workbench.setStrength("robot", 0.4);
    await workbench.button("Group edits").click();
    await page.getByRole("checkbox", {name: /^Select .*pirate/}).check();
    await page.getByRole("checkbox", {name: /^Select .*robot/}).check();
    await page.getByRole("combobox", {name: "Name of the new group"}).fill("Manners");
    await workbench.button("Group 2").click();
    await expect(workbench.edits).toHaveCount(1);

    const slider = page.getByRole("slider", {name: "Strength of group Manners"});
    await expect(slider).toHaveValue("0.4");
    await expect(page.getByRole("checkbox", {name: "keep ratios"})).toBeChecked();
    await slider.fill("0.2");
    await workbench.button("Show the members of Manners").click();
    await expect(workbench.strength("pirate")).toHaveValue("0.1");
    await page.getByRole("checkbox", {name: "keep ratios"}).uncheck();
    await slider.fill("0.3");
    await expect(workbench.strength("pirate")).toHaveValue("0.3");
    await expect(workbench.strength("robot")).toHaveValue("0.3");

    await expect(page.getByRole("meter", {name: "Total push, in R"})).toBeVisible();
    await workbench.button("More of group Manners").click();
    await page.getByRole("menuitem", {name: "Ungroup"}).click();
    await expect(workbench.edits).toHaveCount(2);
});
