import {readFileSync} from "node:fs";
import path from "node:path";
import {expect, test} from "./test.ts";

const PIRATE = /\b(arr|aye|ahoy|yo ho|matey|me hearty|seven seas)\b/i;
const PROMPTS =
    "Tell me about the Andromeda Galaxy.\n- a spiral galaxy\n- about 2.5 million light years from Earth\nTell me about Mars.\n- the fourth planet from the Sun";

test("I sweep what steers the chat over strengths, read the answers behind the figure, apply a strength, export, and rate by hand", async ({
    workbench,
    page,
    workspace
}) => {
    await workbench.addFeature("pirate");
    // Escape takes the dialog away, and nothing else
    const dialog = page.getByRole("dialog", {name: "Sweep over strengths"});
    await page.getByRole("list", {name: "Pages"}).getByRole("link", {name: "Evaluations"}).click();
    await workbench.button("Sweep…").click();
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(page).toHaveURL(/#evaluations/);
    await page.keyboard.press("Escape");
    await expect(page).not.toHaveURL(/#evaluations/);
    await workbench.button("Presets").click();
    await page.getByRole("menuitem", {name: "Sweep…"}).click();
    await expect(dialog.getByRole("checkbox", {name: /Steering of this chat/})).toBeChecked();
    await dialog.getByRole("textbox", {name: "What it is to bring about"}).fill("Talk like a pirate.");
    await dialog.getByRole("textbox", {name: "Strengths"}).fill("0.3, strong");
    await expect(dialog.getByText("“strong” is no number")).toBeVisible();
    await dialog.getByRole("textbox", {name: "Strengths"}).fill("0,4");
    await expect(dialog.getByText(/can be read in two ways: write 0\.4/)).toBeVisible();
    await dialog.getByRole("textbox", {name: "Strengths"}).fill("0, 0.3, 0.6, 1.6");
    await expect(dialog.getByText(/0 is left out/)).toBeVisible();
    await dialog.getByText("Mine", {exact: true}).click();
    const file = (name: string, bytes: number[] | string) => ({name, mimeType: "text/plain", buffer: Buffer.from(bytes as string)});
    await dialog.locator("input[type=file]").setInputFiles(file("noise.txt", [0x41, 0, 1, 0x42]));
    await expect(dialog.getByRole("alert")).toContainText("noise.txt is no text.");
    await dialog.locator("input[type=file]").setInputFiles(file("nothing.txt", ""));
    await expect(dialog.getByRole("alert")).toContainText("nothing.txt is empty.");
    await dialog.locator("input[type=file]").setInputFiles(file("prompts.txt", `${PROMPTS}\nTell me about Mars.`));
    await expect(dialog.getByText(/2 prompts, 3 facts; 1 line left out/)).toBeVisible();
    await expect(dialog.getByText(/too few to tell what beats what/)).toBeVisible();
    // a number is typed as it comes, and brought between its ends when it is left
    const tokens = dialog.getByRole("textbox", {name: "Tokens of an answer, at most"});
    const begin = dialog.getByRole("button", {name: "Begin the sweep"});
    await tokens.fill("");
    await expect(begin).toBeDisabled();
    await tokens.pressSequentially("128");
    await expect(tokens).toHaveValue("128");
    await tokens.fill("5");
    await expect(begin).toBeDisabled();
    await tokens.press("Tab");
    await expect(tokens).toHaveValue("8");
    await tokens.fill("40");
    await expect(dialog.getByRole("status")).toContainText(/22 answers.*tokens to read/);
    await begin.click();

    // the figure, as soon as there is one
    await expect(page).toHaveURL(/#evaluations\//);
    const cursor = page.getByRole("slider", {name: /^Strength on the chart of/});
    await expect(cursor).toBeVisible();
    await expect(page.getByRole("list", {name: "Verdict"})).toContainText(/scores \d+ of 100 at strength/);
    await expect(page.getByRole("region", {name: "Every arm"}).getByRole("row")).toHaveCount(6);
    await expect(page.getByRole("list", {name: "Where it was chosen, and where not"})).toContainText(/\d+ on the 1 prompt that chose it, \d+ on the 1 other/);

    // the cursor goes over the strengths, the answers with it
    const answers = page.getByRole("region", {name: "Answers"});
    await cursor.focus();
    await page.keyboard.press("Home");
    await expect(answers.getByRole("heading")).toHaveText("At 0 R");
    await expect(answers.getByRole("combobox", {name: "Which answer"})).toHaveValue("unsteered");
    await expect(workbench.button("Apply")).toBeDisabled();
    await expect(page.getByText("At strength 0 nothing is steered.")).toBeVisible();
    await page.keyboard.press("End");
    await expect(workbench.button("Apply at 1.6")).toHaveAccessibleDescription(/Not chosen: the prompts that choose chose 0\.\d/);
    await page.keyboard.press("Home");
    const unsteered = await answers.locator("p").first().textContent();
    expect(unsteered).not.toMatch(PIRATE);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect(answers.getByRole("heading")).toHaveText("At 0.6 R");
    await expect(cursor).toHaveAttribute("aria-valuetext", /^0\.6: score \d+, behaviour \d+/);
    await expect(answers.locator("p").first()).toHaveText(PIRATE);
    await answers.getByRole("combobox", {name: "Prompt", exact: true}).selectOption({index: 1});
    await expect(answers.locator("p").first()).toHaveText(PIRATE);
    await answers.locator("summary").filter({hasText: "behaviour"}).click();
    await expect(answers.getByText("likelihood").first()).toBeVisible();
    await expect(answers.locator("pre").first()).toHaveText(/\S/);

    // a line is put away
    await page.getByRole("group", {name: "Lines"}).getByRole("button", {name: "fluency"}).click();
    await expect(page.locator("[data-line=fluency]")).toHaveCount(0);

    const save = async (item: string) => {
        const download = page.waitForEvent("download");
        await workbench.button("Export").click();
        await page.getByRole("menuitem", {name: item}).click();
        const file = path.join(workspace, (await download).suggestedFilename());
        await (await download).saveAs(file);
        return readFileSync(file);
    };
    expect((await save("Figure as PNG")).subarray(1, 4).toString()).toBe("PNG");
    const svg = (await save("Figure as SVG")).toString();
    for (const part of [
        "behaviour",
        "Talk like a pirate.",
        "Saelor demo",
        "rated by likelihoods",
        "Means over all 2 prompts",
        "score and ratings, 0 to 100",
        'fill="white"'
    ])
        expect(svg.includes(part), part).toBe(true);
    expect(svg).not.toMatch(/class=|oklch|var\(/);
    expect((await save("Answers as CSV")).toString().split("\n").length).toBeGreaterThan(22);
    expect(JSON.parse((await save("All of it as JSON")).toString()).answers).toHaveLength(22);

    // kept with what was found, and applied
    await workbench.button("Save as a preset").click();
    await expect(page.getByText(/“Steering of this chat at 0.6” is in the library/)).toBeVisible();
    await workbench.button("Apply at 0.6").click();
    await expect(workbench.strength("pirate")).toHaveValue("0.6");
    await workbench.button("Undo").first().click();
    await expect(workbench.strength("pirate")).not.toHaveValue("0.6");

    // a person rates, by keys
    await page.getByRole("list", {name: "Pages"}).getByRole("link", {name: "Evaluations"}).click();
    await page.getByRole("list", {name: "Evaluations"}).getByRole("link").click();
    await page.getByRole("link", {name: "Rate by hand"}).click();
    const card = page.getByRole("region", {name: /^Answer \d+ of 10$/});
    await card.focus();
    for (let answer = 1; answer <= 10; answer++) {
        await expect(card).toHaveAccessibleName(`Answer ${answer} of 10`);
        for (const value of ["2", "1", "2", `${answer % 3}`]) await page.keyboard.press(value);
        await expect(page.getByText(`${answer} of 10 rated`)).toBeVisible();
        if (answer < 10) await page.keyboard.press("ArrowRight");
    }
    await expect(page.getByRole("list", {name: "Agreement"}).getByRole("listitem")).toHaveCount(4);
    await expect(page.getByRole("list", {name: "Agreement"})).toContainText(/The judge|One of you/);
});

test("I say “talk like a pirate”, watch features being found, and put them into the chat", async ({workbench, page}) => {
    test.setTimeout(420_000);
    await page.getByRole("complementary", {name: "Steering"}).getByRole("textbox", {name: "Make it …"}).fill("talk like a pirate");
    await page.getByRole("complementary", {name: "Steering"}).getByRole("button", {name: "Find features"}).click();
    const dialog = page.getByRole("dialog", {name: "Find features for a behaviour"});
    await expect(dialog.getByRole("textbox", {name: "Make it …"})).toHaveValue("talk like a pirate");
    // less than a person would ask for, so that it ends in a minute
    await expect(dialog.getByText(/20 candidates, looked for in up to 12 pairs/)).toBeVisible();
    await dialog.getByText("Prompts, dictionary, number of features, seed").click();
    await dialog.getByText("Mine", {exact: true}).click();
    await dialog
        .getByRole("textbox", {name: "Prompts, one a line"})
        .fill(
            ["the Andromeda Galaxy", "Mars", "octopuses", "the violin", "tea", "Marie Curie", "rain", "gold", "bees", "the heart"]
                .map((what) => `Tell me about ${what}.`)
                .join("\n")
        );
    await dialog.getByRole("textbox", {name: "Features, at most"}).fill("1");
    await expect(dialog.getByRole("textbox", {name: "Seed"})).toHaveValue("42");
    await dialog.getByRole("button", {name: "Find features"}).click();

    await expect(page).toHaveURL(/#evaluations\//);
    // all of the run, and what can be asked of it
    await expect(page.getByText(/^Stage [1-5] of 5: /).first()).toBeVisible();
    await workbench.button("Pause").click();
    await workbench.button("Resume").click();
    // cancelling would throw it away, and asks
    await workbench.button("Cancel").click();
    const asked = page.getByRole("dialog", {name: /^Cancel /});
    await expect(asked).toContainText("Pausing keeps it");
    await page.keyboard.press("Escape");
    await expect(asked).toHaveCount(0);
    const stages = page.getByRole("list", {name: "Stages"});
    await expect(stages.getByRole("listitem")).toHaveCount(5);
    const verdict = page.getByRole("list", {name: "Verdict"});
    await expect(verdict).toContainText(/pirate/i, {timeout: 360_000});
    await expect(stages.locator("[data-state=done]")).toHaveCount(5);

    // each stage left what it found
    await expect(page.getByRole("region", {name: "Candidates"}).getByRole("row").nth(1)).toBeVisible();
    await expect(
        page
            .getByRole("region", {name: "Candidates"})
            .getByRole("row")
            .filter({hasText: /pirate/i})
            .first()
    ).toBeVisible();
    const screen = page.getByRole("slider", {name: /^Candidates, the one that gains most first/});
    await screen.focus();
    await expect(screen).toHaveAttribute("aria-valuetext", /gain .*damage/);
    await expect(page.getByRole("region", {name: "Line searches"})).toContainText(/taken at/);
    await expect(page.getByRole("list", {name: "Features of the set"})).toContainText(/pirate/i);
    await expect(page.getByRole("region", {name: "Every arm"})).toContainText("prompt only");
    // what the proof compared, and how its sets came to act as they do
    const compared = page.getByRole("list", {name: "Sets of the proof"});
    await expect(compared).toContainText(/chosen/);
    await expect(compared).toContainText(/Scores \d+ at [\d.]+ times that/);
    await expect(page.getByRole("slider", {name: /^Strength on the chart of Set 1 · .*pirate/i}).first()).toBeVisible();
    const looked = page.getByRole("region", {name: "How strongly, and for how long"});
    await expect(looked.getByRole("list", {name: "Ways of acting"}).getByRole("listitem").first()).toContainText("acts on every token");
    await expect(looked.getByRole("img", {name: /taken as set 1: [\d.]+ R, .*lasts: \d+ at 0\.3 R/})).toBeVisible();
    await expect(page.getByRole("region", {name: "What it took"})).toContainText(/% of the budget/);

    await workbench.button(/^Apply/).click();
    await expect(workbench.strength("pirate")).toBeVisible();
    await workbench.ask("Tell me about the Andromeda Galaxy.");
    expect(await workbench.finishedAnswer()).toMatch(PIRATE);
});

test("I look for a condition for when the user asks about space, and put it into a rule", async ({workbench, page}) => {
    await workbench.button("Add a rule").click();
    const dialog = page.getByRole("dialog", {name: "A new rule"});
    await dialog.getByRole("button", {name: "Find a condition for when the user is …"}).click();
    const finder = dialog.getByRole("region", {name: "Find a condition"});
    await finder.getByRole("textbox", {name: "when the user is"}).fill("asking about space");
    await finder.getByText("Questions of mine").click();
    const questions = (...about: string[]) => about.map((what) => `Tell me about ${what}.`).join("\n");
    await finder
        .getByRole("textbox", {name: "It holds for, one a line"})
        .fill(questions("Mars", "Venus", "the Moon", "the Andromeda Galaxy", "Jupiter", "Saturn"));
    await finder.getByRole("textbox", {name: "It does not for"}).fill(questions("tea", "bread"));
    await expect(finder.getByRole("status")).toHaveText("Examples: 3 to 64 of each.");
    await finder.getByRole("textbox", {name: "It does not for"}).fill(questions("tea", "bread", "octopuses", "the violin", "Marie Curie", "gold"));
    await finder.getByRole("button", {name: "Find", exact: true}).click();
    await expect(finder.getByRole("table")).toContainText(/\d of 3/);
    // six of each are too few to tell, whatever was found
    await expect(finder).toContainText("Too few questions to tell");
    await expect(finder.getByRole("button", {name: "Put it into the rule"})).toHaveCount(0);
    await finder.getByText("6 of them were kept back").click();
    await expect(finder.getByRole("list", {name: "It is to hold for: kept back"}).getByRole("listitem")).toHaveCount(3);
    await finder.getByRole("button", {name: /^Use /}).first().click();
    await expect(dialog.getByRole("combobox", {name: "On which tokens"})).toHaveValue("prompt");
    await expect(dialog.getByRole("status", {name: "How far it reaches"})).toContainText("whatever is asked next");
    await expect(dialog.getByRole("combobox", {name: "Condition: compared with"})).toHaveValue("max");
    await expect(dialog.getByText("A condition has no feature yet.")).toHaveCount(0);
    await dialog.getByRole("combobox", {name: "What happens"}).selectOption("handle");
    await dialog.getByRole("textbox", {name: "Name of the event"}).fill("space");
    await dialog.getByRole("button", {name: "Done"}).click();
    await expect(workbench.rules).toContainText(/on the question: tell of “space”/);
});
