import {type Command, InvalidArgumentError, Option} from "commander";
import type {ConversionOptions, Repository, WeightType} from "../../../contract/index.ts";
import {interruptSignal} from "../../interrupt.ts";
import {sizeText, textTable} from "../../textTable.ts";
import {chooseFromRepository} from "./chooseFromRepository.ts";
import {followRuns} from "./followRuns.ts";
import {openFetching} from "./openFetching.ts";
import {chooseModel, type LibraryOptions, print, printJson, withLibraryOptions} from "./openLibrary.ts";

interface GetOptions extends LibraryOptions {
    readonly revision?: string;
    readonly file?: string;
    readonly quant?: string;
    readonly dictionary?: string;
    readonly layer?: number;
    readonly k?: number;
    readonly type?: WeightType;
    readonly name?: string;
    readonly pair?: string;
}

/** Longer lists hide their beginning. */
const MOST_ROWS = 60;

export function registerGet(library: Command): void {
    withLibraryOptions(library.command("get"))
        .description("fetch a model or a dictionary from Hugging Face; lists what the repository holds when nothing is chosen")
        .argument("<owner/name>", "repository")
        .option("--quant <name>", "model by its quantisation, e.g. Q4_K_M")
        .option("--file <glob>", "model or dictionary by its file, e.g. '*Q4_K_M*'")
        .option("--dictionary <path>", "dictionary by its path in the repository, or the end of it")
        .option("--layer <number>", "layer after which the dictionary reads, where it does not tell", wholeNumber)
        .option("--k <number>", "features that fire on a token, of a top-k dictionary that does not tell", wholeNumber)
        .addOption(
            new Option("--type <type>", "of the dictionary's weights (default: as published)").choices(["F32", "F16", "BF16", "Q8_0"] satisfies WeightType[])
        )
        .option("--name <name>", "shown for the dictionary")
        .option("--pair <model>", "model that loads with the dictionary, by name or id")
        .option("--revision <name>", "branch, tag or commit (default: the main branch)")
        .action(get);
}

async function get(repo: string, options: GetOptions): Promise<void> {
    await using fetching = await openFetching(options);
    const {revision, file, quant, dictionary, pair, json} = options;
    const pairWith = pair === undefined ? undefined : chooseModel(await fetching.library.models.list(), pair).id;
    const repository = await fetching.repository({repo, revision}, interruptSignal());
    const chosen = chooseFromRepository(repository, {file, quant, dictionary, conversion: conversionOf(options)});
    if (chosen === undefined) return json ? printJson(repository) : showRepository(repository);
    const {id} = fetching.acquire({...chosen, ...(pairWith !== undefined && {pairWith})});
    const [run] = await followRuns(fetching, [id]);
    if (json) return printJson(run);
    const {modelId, dictionary: path} = run!.result ?? {};
    if (modelId !== undefined) print(`Model: ${(await fetching.library.models.find(String(modelId))).path}`);
    if (path !== undefined) print(`Dictionary: ${path}`);
    if (run!.state !== "done") print(`It was ${run!.state} elsewhere.`);
}

function conversionOf({layer, k, type, name}: GetOptions): ConversionOptions {
    return {...(layer !== undefined && {layer}), ...(k !== undefined && {k}), ...(type !== undefined && {weightType: type}), ...(name !== undefined && {name})};
}

function showRepository({repo, gated, license, baseModels, models, dictionaries}: Repository): void {
    const facts = [
        license,
        gated ? "gated: accept the licence on its page, and give your token" : undefined,
        baseModels.length > 0 ? `made from ${baseModels.join(", ")}` : undefined
    ];
    print([repo, ...facts.filter((fact) => fact !== undefined)].join("; "));
    if (models.length > 0) {
        const columns = [{title: "--quant"}, {title: "Size", align: "right" as const}, {title: "File", gives: true}];
        print(
            textTable(
                columns,
                models.map(({quantization, bytes, files}) => [
                    quantization,
                    sizeText(bytes),
                    `${files[0]!.path}${files.length > 1 ? ` and ${files.length - 1} more` : ""}`
                ])
            )
        );
    }
    if (dictionaries.length > 0) {
        const columns = [
            {title: "--dictionary", gives: true},
            {title: "Layer", align: "right" as const},
            {title: "L0", align: "right" as const},
            {title: "Size", align: "right" as const}
        ];
        print(
            textTable(
                columns,
                dictionaries.slice(0, MOST_ROWS).map(({path, layer, l0, bytes}) => [path, `${layer ?? ""}`, `${l0 ?? ""}`, sizeText(bytes)])
            )
        );
        if (dictionaries.length > MOST_ROWS) print(`and ${dictionaries.length - MOST_ROWS} more; --json lists them all`);
    }
    if (models.length === 0 && dictionaries.length === 0) print("Nothing there that Saelor can use: no GGUF model, no dictionary of a known layout.");
}

function wholeNumber(text: string): number {
    const number = Number(text);
    if (text.trim() === "" || !Number.isInteger(number) || number < 0) throw new InvalidArgumentError("A whole number from 0 is expected.");
    return number;
}
