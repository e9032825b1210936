import type {Command} from "commander";
import type {FeaturePage, Logits} from "../../contract/index.ts";
import {featureLinks, type Neighbour} from "../../features/page/featureLinks.ts";
import {featurePage} from "../../features/page/featurePage.ts";
import {readFeatures} from "../../features/readFeatures.ts";
import {requireFeature} from "../../features/requireFeature.ts";
import {splitParts} from "../../library/splitParts.ts";
import {openGate} from "../../moderation/gate.ts";
import {chooseDictionary, wholeNumber} from "../commandModel.ts";
import {defaultWorkspace} from "../defaultWorkspace.ts";
import {openDictionary} from "../openDictionary.ts";
import {chooseRecipe} from "./chooseRecipe.ts";
import {askedDictionary, type DictionaryOption, withDictionaryOption} from "./dictionaryOption.ts";
import {featureTable} from "./featureTable.ts";
import {openLibrary, print, printJson} from "./library/openLibrary.ts";
import {parseFeatures} from "./moderation/openModeration.ts";

interface FeatureOptions extends DictionaryOption {
    readonly model?: string;
    readonly workspace: string;
    readonly k: number;
    readonly json: boolean;
}

export function registerFeature(program: Command): void {
    withDictionaryOption(program.command("feature"))
        .description("all that is known of a feature: labels, statistics and examples of a harvest, tokens that it speaks for, neighbours")
        .argument("<numbers...>", "the feature, from 0; of several, as 12 40-45, a line each")
        .option("--model <model>", "a GGUF file, or the id or name of one in the library (default: the one used last, else the demo)")
        .option("--workspace <folder>", "where labels and harvests are kept", defaultWorkspace())
        .option("-k <number>", "tokens, neighbours and companions", wholeNumber, 10)
        .option("--json", "one line of JSON", false)
        .action(show);
}

async function show(given: readonly string[], {model, workspace, k, json, ...options}: FeatureOptions): Promise<void> {
    const numbers = parseFeatures(given);
    const asked = askedDictionary(options);
    using opened = await openLibrary({workspace});
    const {store} = opened;
    const recipe = await chooseRecipe(opened, {model, dictionary: asked});
    const dictionaries = await Promise.all(recipe.dictionaries.map(async (entry) => (await openDictionary(store, entry)).calibrated));
    const {file} = chooseDictionary(dictionaries, asked);
    const features = {store, gate: openGate(store.moderation), dictionary: (id: string) => dictionaries.find((one) => one.file.id === id)};
    const [feature = 0] = numbers;
    if (numbers.length > 1) {
        for (const number of numbers) requireFeature(features, file.id, number);
        const known = await readFeatures(features, file.id, numbers);
        return json ? printJson(known) : print(featureTable(known));
    }
    const asPage = {dictionary: file.id, feature};
    requireFeature(features, file.id, feature);
    // the weights stay where they are: the unembedding is read in place
    const {openVocabulary} = await import("../../llama/openVocabulary.ts");
    await using vocabulary = await openVocabulary(recipe.path);
    const lens = {parts: splitParts(recipe.path), nVocab: vocabulary.size, detokenize: vocabulary.detokenize};
    const links = featureLinks({...features, model: () => lens});
    const [page, logits, neighbours] = [
        await featurePage(features, asPage),
        await links.logits({...asPage, k}),
        await links.neighbors({dictionary: file.id, features: [feature], k})
    ];
    if (json) return printJson({...page, logits, neighbours});
    print(`#${feature} of ${file.name}`);
    print(pageText(page, k));
    print(linksText(logits, neighbours));
}

const BAR = 40;

/** @param k companions that are shown */
function pageText({feature, stats, harvest, examples, companions}: FeaturePage, k: number): string {
    const lines = feature.labels.flatMap(({description, source, score, evidence}) => [
        `    ${description}  (${source}${score === undefined ? "" : `, score ${score.toFixed(2)}`})`,
        // what the score is, and what else was measured
        ...(evidence === undefined ? [] : [`        ${evidence}`])
    ]);
    if (lines.length === 0) lines.push("    no label");
    if (stats === undefined || harvest === undefined) return [...lines, "Not harvested yet: saelor harvest"].join("\n");
    const percent = (share: number) => `${(100 * share).toPrecision(3)} %`;
    lines.push(
        `Fires on ${stats.count} of ${harvest.tokens} tokens (${percent(stats.density)}), more often than ${percent(stats.densityRank)} of the features that fire`,
        `mean ${stats.mean.toPrecision(3)}, strongest ${stats.max.toPrecision(3)}`
    );
    const most = Math.max(1, ...stats.histogram.map(({count}) => count));
    for (const {from, to, count} of stats.histogram)
        lines.push(`    ${`${from.toPrecision(3)}-${to.toPrecision(3)}`.padEnd(16)} ${"#".repeat(Math.ceil((BAR * count) / most)).padEnd(BAR)} ${count}`);
    if (examples.length > 0) lines.push("", "Examples (the token that fires in brackets):");
    for (const {place, value, at, tokens} of examples) {
        const text = tokens.map(({text: piece}, i) => (i === at ? `[${piece}]` : piece)).join("");
        lines.push(`    ${(place === "top" ? "top" : `${place + 1}/10`).padEnd(5)} ${value.toPrecision(3).padStart(7)}  ${oneLine(text)}`);
    }
    if (companions.length > 0) lines.push("", "Fires together with:");
    for (const {feature: other, share, label} of companions.slice(0, k)) lines.push(`    ${percent(share).padStart(7)}  #${other}  ${label ?? ""}`.trimEnd());
    return lines.join("\n");
}

function linksText({promoted, suppressed}: Logits, neighbours: readonly Neighbour[]): string {
    const tokens = (of: Logits["promoted"]) => of.map(({text}) => JSON.stringify(text)).join(" ");
    return [
        "",
        `Speaks for:      ${tokens(promoted)}`,
        `Speaks against:  ${tokens(suppressed)}`,
        "",
        "Points nearly where these do:",
        ...neighbours.map(({feature, cosine, label}) => `    ${cosine.toFixed(3)}  #${feature}  ${label ?? ""}`.trimEnd())
    ].join("\n");
}

const oneLine = (text: string) => text.replaceAll("\n", "\\n");
