import {type Command, Option} from "commander";

export interface DictionaryOption {
    readonly dictionary?: string;
    readonly in?: string;
}

const WHAT = "a .sae.gguf, its id, a part of its name or file name, or its number from 0";

/** The dictionary that a command works on: `--dictionary`, or in short `--in`. */
export function withDictionaryOption(command: Command, byDefault = "the first of the model"): Command {
    return command
        .option("--dictionary <dictionary>", `${WHAT} (default: ${byDefault}); --in says the same`)
        .addOption(new Option("--in <dictionary>").hideHelp());
}

export const askedDictionary = ({dictionary, in: short}: DictionaryOption): string | undefined => dictionary ?? short;
