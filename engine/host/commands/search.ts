import {type Command, Option} from "commander";
import {EngineError, featureListInputSchema} from "../../contract/index.ts";
import {listFeatures} from "../../features/list/listFeatures.ts";
import {createMeaning, type Meaning} from "../../features/meaning/createMeaning.ts";
import {rerankFeatures} from "../../features/readings/rerankFeatures.ts";
import type {FeatureDeps} from "../../features/types.ts";
import {openGate} from "../../moderation/gate.ts";
import {chooseDictionary, realNumber, wholeNumber} from "../commandModel.ts";
import {defaultWorkspace} from "../defaultWorkspace.ts";
import {interruptSignal} from "../interrupt.ts";
import {openDictionary} from "../openDictionary.ts";
import {chooseRecipe} from "./chooseRecipe.ts";
import {askedDictionary, type DictionaryOption, withDictionaryOption} from "./dictionaryOption.ts";
import {featureTable} from "./featureTable.ts";
import {openLibrary, print, printJson} from "./library/openLibrary.ts";
import {parseFeatures} from "./moderation/openModeration.ts";
import {NO_EMBEDDER, setEmbedder} from "./setEmbedder.ts";

interface SearchOptions extends DictionaryOption {
    readonly by?: "words" | "meaning" | "token";
    readonly embedder?: string;
    readonly among?: string;
    readonly model?: string;
    readonly workspace: string;
    readonly alive?: boolean;
    readonly dead?: boolean;
    readonly labelled?: boolean;
    readonly minDensity?: number;
    readonly maxDensity?: number;
    readonly source?: string;
    readonly minScore?: number;
    readonly sort: string;
    readonly ascending: boolean;
    readonly limit: number;
    readonly offset: number;
    readonly json: boolean;
}

export function registerSearch(program: Command): void {
    withDictionaryOption(program.command("search"))
        .description("find features by words in their labels, by what labels mean, or by the token on which their strongest examples fire")
        .argument("[query]", "what to look for; nothing lists all features, the best labelled first", "")
        .addOption(
            new Option(
                "--by <what>",
                "words; meaning (needs an embedding model); token: features of whose ten strongest examples in the harvest most fire on it, whatever its case, or on tokens that begin so where there is none (default: words, or meaning with --embedder)"
            ).choices(["words", "meaning", "token"])
        )
        .option(
            "--embedder <file>",
            `a small embedding model as a GGUF, to search by meaning from now on: reads the labels that it has not read yet; ${NO_EMBEDDER}: turns it off`
        )
        .option("--model <model>", "a GGUF file, or the id or name of one in the library (default: the one used last, else the demo)")
        .option("--workspace <folder>", "where labels and harvests are kept", defaultWorkspace())
        .option("--among <features>", "only these, as 12,40-45: the best fitting first, by words and, where an embedding model is set, by meaning")
        .option("--alive", "only features that fired in the harvest")
        .option("--dead", "only those that did not")
        .option("--labelled", "only features with a label")
        .option("--min-density <share>", "that fire on at least this share of tokens, 0 to 1", realNumber)
        .option("--max-density <share>", "that fire on at most this share of tokens, 0 to 1", realNumber)
        .option("--source <name>", "labelled by this source")
        .option("--min-score <score>", "with a label of at least this score, 0 to 1", realNumber)
        .addOption(new Option("--sort <by>", "what the list is sorted by").choices(["match", "index", "density", "max", "score"]).default("match"))
        .option("--ascending", "the least first", false)
        .option("--limit <number>", "features shown", wholeNumber, 20)
        .option("--offset <number>", "from the how manieth", wholeNumber, 0)
        .option("--json", "one line of JSON", false)
        .action(search);
}

async function search(query: string, {dictionary, in: short, model, workspace, json, embedder, among, ...options}: SearchOptions): Promise<void> {
    const asked = askedDictionary({...(dictionary !== undefined && {dictionary}), ...(short !== undefined && {in: short})});
    using opened = await openLibrary({workspace});
    const {store} = opened;
    const recipe = await chooseRecipe(opened, {model, dictionary: asked});
    const dictionaries = await Promise.all(recipe.dictionaries.map(async (entry) => (await openDictionary(store, entry)).calibrated));
    const {file} = chooseDictionary(dictionaries, asked);
    const features: FeatureDeps = {store, gate: openGate(store.moderation), dictionary: (id) => dictionaries.find((one) => one.file.id === id)};
    const meaning = createMeaning({features, quiet: async () => undefined});
    try {
        const signal = interruptSignal();
        const input = readInput({dictionary: file.id, query, ...options, by: options.by ?? (embedder === undefined ? "words" : "meaning")});
        if (embedder !== undefined) {
            await setEmbedder({store, meaning}, file.id, embedder, signal);
            if (query.trim() === "") return tellEmbedder(await meaning.status(file.id), json);
        }
        if (among !== undefined) {
            const given = parseFeatures(among.split(",").map((text) => text.trim()));
            const best = await rerankFeatures(
                {...features, matchMeaning: meaning.isSet() ? meaning.match : undefined},
                {dictionary: file.id, features: given, query, k: options.limit},
                signal
            );
            return json ? printJson(best) : print(featureTable(best));
        }
        const found = await listFeatures({...features, matchMeaning: meaning.match}, input, signal);
        if (json) return printJson(found);
        print(featureTable(found.features));
        print(`${found.total} ${found.total === 1 ? "feature" : "features"} of ${file.name}`);
    } finally {
        await meaning.close();
    }
}

function tellEmbedder(status: Awaited<ReturnType<Meaning["status"]>>, json: boolean): void {
    const {model, embedded, labels} = status;
    if (json) printJson(status);
    else print(model === undefined ? "Labels are not searched by meaning." : `${embedded} of ${labels} labels are searched by meaning, with ${model}`);
}

function readInput({
    alive,
    dead,
    labelled,
    minDensity,
    maxDensity,
    source,
    minScore,
    ascending,
    ...rest
}: Omit<SearchOptions, "json" | "workspace" | "embedder" | "among"> & {readonly dictionary: string; readonly query: string}) {
    if (alive && dead) throw new EngineError("input/invalid", {detail: "--alive and --dead exclude each other"});
    const filters = {
        ...((alive || dead) && {alive: alive === true}),
        ...(labelled && {labelled}),
        ...(minDensity !== undefined && {minDensity}),
        ...(maxDensity !== undefined && {maxDensity}),
        ...(source !== undefined && {source}),
        ...(minScore !== undefined && {minScore})
    };
    const parsed = featureListInputSchema.safeParse({...rest, filters, descending: !ascending});
    if (!parsed.success)
        throw new EngineError("input/invalid", {detail: parsed.error.issues.map(({path, message}) => `${path.join(".")}: ${message}`).join("; ")});
    return parsed.data;
}
