import {readFileSync, writeFileSync} from "node:fs";
import path from "node:path";
import {demoFile} from "./demoDictionary.ts";
import {publishedDictionary, writePublished} from "./publishedDictionary.ts";
import {expect, test} from "./test.ts";

test("I choose files that can't be used; each time I am told why, and nothing changes", async ({workbench, library, page, workspace}) => {
    const transcoder = writePublished(path.join(workspace, "transcoder"), publishedDictionary({hook_name_out: "blocks.3.hook_mlp_out"}));
    const wide = writePublished(path.join(workspace, "wide"), publishedDictionary({d_in: 512}));
    const half = path.join(workspace, "half.gguf");
    const whole = readFileSync(demoFile("model.gguf"));
    writeFileSync(half, whole.subarray(0, Math.floor(whole.length / 2)));
    const letter = path.join(workspace, "letter.txt");
    writeFileSync(letter, "Dear reader, this is no model.");

    await library.open("Import");
    const refusals: ReadonlyArray<readonly [file: string, sentence: RegExp]> = [
        [transcoder, /not on the residual stream/],
        [wide, /does not fit together/],
        [half, /download probably stopped/],
        [letter, /neither a model nor a dictionary/]
    ];
    for (const [file, sentence] of refusals) {
        const looked = await library.choose(file);
        await expect(looked.getByRole("alert")).toContainText(sentence);
        await expect(looked.getByRole("button", {name: /^(Link|Convert)/})).toHaveCount(0);
        await page.keyboard.press("Escape");
    }

    await library.open("On this machine");
    await expect(library.models).toHaveCount(1);
    await expect(library.model("Saelor demo")).toContainText("Loaded");
    await expect(page.getByRole("list", {name: "Dictionaries on this machine"})).toHaveCount(0);
    await library.back();
    await workbench.ask("Tell me about the Andromeda Galaxy.");
    expect(await workbench.finishedAnswer()).toMatch(/galaxy/i);
});
