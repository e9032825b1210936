import {readFile} from "node:fs/promises";
import path from "node:path";
import {fileURLToPath} from "node:url";
import type {PairReport} from "../contract/index.ts";
import {toFileError} from "../dictionaries/files/toFileError.ts";
import type {DictionaryFile} from "../dictionaries/index.ts";
import {measurePair} from "../pairs/index.ts";
import type {CommandModel} from "./commandModel.ts";
import {demoFolder} from "./demo.ts";
import {interruptSignal} from "./interrupt.ts";
import {type BundledText, readText} from "./readText.ts";

interface PairOptions {
    readonly text: string | undefined;
    /** most tokens of it */
    readonly tokens: number;
    readonly json: boolean;
}

/** `inspect --pair`: measures a dictionary on the model that is open, and prints what came out beside its card. */
export async function inspectPair({model, demo}: CommandModel, dictionary: DictionaryFile, {text, tokens, json}: PairOptions): Promise<void> {
    const {name, contextSize, quantization} = model.info;
    const measurements = measurePair(
        {model, modelName: name, quantization, contextSize, dictionary},
        await textOf(text, demo?.text),
        tokens,
        interruptSignal()
    );
    for await (const step of measurements) {
        if (step.type === "report") process.stdout.write(json ? `${JSON.stringify(step.report)}\n` : table(step.report));
        else if (process.stderr.isTTY)
            process.stderr.write(step.done < step.total ? `\r\u001b[K${step.stage}: ${step.done} of ${step.total} tokens` : "\r\u001b[K");
    }
}

async function textOf(given: string | undefined, ofDemo: string | undefined): Promise<BundledText> {
    if (given === undefined) {
        return readText(ofDemo === undefined ? fileURLToPath(new URL("../../resources/texts/general.json", import.meta.url)) : path.join(demoFolder(), ofDemo));
    }
    try {
        return {name: path.basename(given), documents: [await readFile(given, "utf8")]};
    } catch (cause) {
        throw toFileError(cause, given, "read");
    }
}

const WORDS: Readonly<Record<PairReport["findings"][number]["about"], string>> = {
    l0: "features a token (L0)",
    fvu: "variance left unexplained (FVU)",
    ce: "CE loss recovered",
    dead: "features that never fired",
    outliers: "ordinary tokens of outlying length",
    "short-text": "ordinary tokens, too few to call a feature dead",
    "foreign-text": "nats that the layer is worth here: the model can't predict this text, so its loss says nothing"
};

function table({dictionaryName, modelName, quantization, text, nTokens, nOrdinary, figures, card, findings, outliers}: PairReport): string {
    const row = (name: string, value: number, digits: number, ofCard?: number) =>
        `  ${name.padEnd(34)}${value.toFixed(digits).padStart(10)}${ofCard === undefined ? "" : `   card ${ofCard}`}`;
    const lines = [
        `${modelName}${quantization === undefined ? "" : ` (${quantization})`} · ${dictionaryName}`,
        `${text}: ${nTokens} tokens, ${nOrdinary} of them ordinary`,
        "",
        row("L0, features a token", figures.l0, 1, card.l0),
        row("FVU, variance unexplained", figures.fvu, 3, card.fvu),
        row("CE loss recovered", figures.ceRecovered, 3, card.ceRecovered),
        row("  CE plain, nats a token", figures.cePlain, 3),
        row("  CE reconstructed", figures.ceReconstructed, 3),
        row("  CE zero", figures.ceZero, 3),
        row("share of features that never fired", figures.deadShare, 3),
        row("median residual norm", figures.residualNorm, 2),
        "",
        ...findings.map(
            ({about, level, got, expected}) =>
                `  ${level.padEnd(8)} ${shown(got)} ${WORDS[about]}${expected === undefined ? "" : ` (expected ${shown(expected)})`}`
        )
    ];
    if (outliers.length > 0) {
        lines.push("", "  tokens more than 10 times as long as the median, left out of the figures:");
        for (const {text: token, position, ratio, special} of outliers)
            lines.push(`    ${JSON.stringify(token)} at ${position}${special ? " (special)" : ""}: ${ratio.toFixed(0)} times`);
    }
    return `${lines.join("\n")}\n`;
}

const shown = (value: number) => (Number.isInteger(value) ? String(value) : value.toPrecision(3));
