import {Features} from "./Features.ts";
import {expect, test} from "./test.ts";

test("I harvest the demo, and the pirate's page shows how often it fires, where, and with which others", async ({workbench: _workbench, page}) => {
    const features = new Features(page);
    await features.open();
    await features.go("pirate");
    await features.harvest();

    const {feature} = features;
    await expect(feature.getByRole("region", {name: "How often it fires"})).toContainText(/1 in \d+ tokens/);
    await expect(feature.getByRole("img", {name: /^Activations of/})).toBeVisible();
    const strongest = feature.getByRole("region", {name: "Examples: Strongest"});
    await expect(strongest.getByRole("group", {name: /^Example, \d/}).first()).toContainText(/\S/);
    await expect(feature.getByRole("list", {name: "Companions"}).getByRole("link").first()).toBeVisible();

    await feature.getByRole("textbox", {name: "Text to try"}).fill("Arr, the galaxy be a spiral, matey!");
    await expect(feature.getByRole("group", {name: "Your text, coloured by this feature"})).toContainText("matey");
});
