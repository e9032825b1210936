import {writeFileSync} from "node:fs";
import path from "node:path";
import {expect, test} from "./test.ts";

test("I measure what the dictionary sees of the model, name two features by a file of labels, and find one by its new name", async ({
    workbench,
    library,
    page,
    workspace
}) => {
    await page.getByRole("list", {name: "Pages"}).getByRole("link", {name: "Health"}).click();
    await page.getByRole("combobox", {name: "How much of it"}).click();
    await page.getByRole("option", {name: "about 512 tokens"}).click();
    await workbench.button("Measure").click();
    const report = page.getByRole("article", {name: /^Report/});
    await expect(report).toBeVisible();
    const figure = (name: string) =>
        report
            .getByRole("row", {name: new RegExp(`^${name}`)})
            .getByRole("cell")
            .first();
    for (const name of ["L0", "FVU", "CE loss recovered", "Residual norm"]) await expect(figure(name)).toHaveText(/^\d/);
    expect(Number(await figure("L0").textContent())).toBeGreaterThan(0);
    await expect(report.getByRole("list", {name: "Findings"}).getByRole("listitem").first()).toBeVisible();
    await expect(report.getByRole("img", {name: /^Features on a token/})).toBeVisible();

    await page.reload();
    await expect(report, "the report is kept, and the page is still this one").toBeVisible();

    const labels = path.join(workspace, "labels.csv");
    writeFileSync(labels, "index,description\n3,speaks of lighthouses\n4,speaks of harbours\n");
    await page.getByLabel("File of labels").setInputFiles(labels);
    await expect(page.getByText(/Read 2 labels/)).toBeVisible();
    await workbench.button("Import labels…").click();
    const chooser = page.getByRole("dialog", {name: "Labels to import"});
    await chooser.getByRole("textbox", {name: "Path"}).fill(labels);
    await page.keyboard.press("Enter");
    await expect(page.getByText(/all of them were here already/)).toBeVisible();
    await expect(page.getByRole("list", {name: "Sources of labels"}).getByRole("listitem")).toHaveCount(2);

    await library.back();
    await page.getByRole("combobox", {name: "Search features"}).fill("lighthouses");
    await expect(page.getByRole("option", {name: /speaks of lighthouses/})).toBeVisible();
});

test("I stop a measurement: it ends, none begins in its place, and nothing is kept of it", async ({workbench, page, server}) => {
    await page.getByRole("list", {name: "Pages"}).getByRole("link", {name: "Health"}).click();
    await page.getByRole("combobox", {name: "How much of it"}).click();
    await page.getByRole("option", {name: "about 512 tokens"}).click();
    // the demo is measured in no time
    server.pace.slow();
    await workbench.button("Measure").click();
    await expect(page.getByText(/^(Reading every feature|Scoring)/)).toBeVisible();
    server.pace.freeze();
    await workbench.button("Stop").click();
    // a measurement that began anew would stand still here, with its own Stop
    await expect(workbench.button("Measure")).toBeVisible();
    await expect(workbench.button("Stop")).toHaveCount(0);
    await expect(page.getByText("Not measured yet")).toBeVisible();
    server.pace.normal();

    // the engine is free again, and measures one after the other: only what is asked for now is kept
    await workbench.button("Measure").click();
    await expect(page.getByRole("article", {name: /^Report/})).toBeVisible();
    await page.reload();
    await expect(page.getByRole("list", {name: "Reports"}).getByRole("listitem")).toHaveCount(1);
});
