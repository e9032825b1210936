import path from "node:path";
import type {Command} from "commander";
import type {Look} from "../../../contract/index.ts";
import {sizeText} from "../../textTable.ts";
import {print, printJson} from "./openLibrary.ts";

export function registerLook(library: Command): void {
    library
        .command("look")
        .description("what a file or folder is, by its content: a model, a dictionary, or a published dictionary to convert")
        .argument("<path>", "file or folder")
        .option("--json", "JSON instead of text", false)
        .action(look);
}

async function look(given: string, {json}: {readonly json: boolean}): Promise<void> {
    const {look: lookAt} = await import("../../../library/look.ts");
    const what = await lookAt(path.resolve(given));
    if (json) printJson(what);
    else print(lines(what).join("\n"));
}

function lines(what: Look): string[] {
    const fact = (name: string, value: string | number | undefined) => (value === undefined ? [] : [`  ${`${name}:`.padEnd(16)}${value}`]);
    switch (what.kind) {
        case "model": {
            const {name, architecture, nLayers, dModel, nParameters, quantization, trainedContextSize, bytes, license, chat} = what.facts;
            return [
                `a language model: ${name}`,
                ...fact("architecture", architecture),
                ...fact("layers", nLayers),
                ...fact("d_model", dModel),
                ...fact(
                    "parameters",
                    nParameters && (nParameters < 1e9 ? `${(nParameters / 1e6).toFixed(1)} million` : `${(nParameters / 1e9).toFixed(2)} billion`)
                ),
                ...fact("weights", quantization),
                ...fact("context", `${trainedContextSize} tokens`),
                ...fact("size", sizeText(bytes)),
                ...fact("licence", license),
                ...fact("chat template", chat ? "yes" : "no")
            ];
        }
        case "dictionary": {
            const {name, architecture, layer, nFeatures, dModel, weightType, bytes, trainedOn, license, normalization} = what.info;
            return [
                `a dictionary: ${name}`,
                ...fact("rule", architecture),
                ...fact("layer", layer),
                ...fact("features", nFeatures),
                ...fact("d_model", dModel),
                ...fact("weights", weightType),
                ...fact("normalization", normalization === "none" ? undefined : normalization),
                ...fact("size", sizeText(bytes)),
                ...fact("trained on", trainedOn),
                ...fact("licence", license)
            ];
        }
        case "source":
            return [
                `a published dictionary, to be converted: ${what.format}`,
                ...fact("rule", what.architecture),
                ...fact("layer", what.layer),
                ...fact("features", what.nFeatures),
                ...fact("d_model", what.dModel),
                ...fact("size", sizeText(what.bytes)),
                ...fact("trained on", what.trainedOn),
                ...fact("to be given", what.needs.length === 0 ? undefined : what.needs.map((one) => `--${one}`).join(", ")),
                ...fact("written as", what.weightTypes.join(", "))
            ];
    }
}
