import {posix} from "node:path";
import {type Acquire, type ConversionOptions, EngineError, type Repository} from "../../../contract/index.ts";

export interface Choice {
    /** glob on the paths in the repository */
    readonly file?: string | undefined;
    readonly quant?: string | undefined;
    /** path of a dictionary, its end, or a glob */
    readonly dictionary?: string | undefined;
    readonly conversion: ConversionOptions;
}

type Chosen = Pick<Acquire, "model" | "dictionary" | "title">;

/**
 * What a person means of what a repository holds.
 * @returns undefined when nothing is chosen
 * @throws EngineError `input/invalid` where nothing or several fit
 */
export function chooseFromRepository({repo, revision, models, dictionaries}: Repository, {file, quant, dictionary, conversion}: Choice): Chosen | undefined {
    if (file === undefined && quant === undefined && dictionary === undefined) return undefined;
    const hasFile = ({files}: {readonly files: readonly {readonly path: string}[]}) => file === undefined || files.some(({path}) => fits(path, file));
    const wantsModel = quant !== undefined || (file !== undefined && models.some(hasFile));
    const wantsDictionary = dictionary !== undefined || (file !== undefined && !wantsModel);
    const model = wantsModel
        ? only(
              models.filter((one) => hasFile(one) && (quant === undefined || one.quantization.toLowerCase() === quant.toLowerCase())),
              quant ?? file!,
              ({quantization, files}) => `${quantization} (${files[0]!.path})`
          )
        : undefined;
    const sae = wantsDictionary
        ? only(dictionary === undefined ? dictionaries.filter(hasFile) : closest(dictionaries, dictionary), dictionary ?? file!, ({path}) => path)
        : undefined;
    return {
        title: [model && `${repo} ${model.quantization}`, sae && `${repo} ${sae.path}`]
            .filter((part) => part !== undefined)
            .join(" + ")
            .slice(0, 300),
        ...(model && {model: {repo, revision, files: model.files}}),
        ...(sae && {dictionary: {repo, revision, files: sae.files, conversion}})
    };
}

/** An exact path is meant before the end of one, and that before a pattern. */
function closest(dictionaries: Repository["dictionaries"], asked: string): Repository["dictionaries"] {
    const tests = [(path: string) => path === asked, (path: string) => path.endsWith(`/${asked}`), (path: string) => fits(path, asked)];
    return (
        tests.map((test) => dictionaries.filter(({path, files}) => test(path) || files.some((file) => test(file.path)))).find(({length}) => length > 0) ?? []
    );
}

/** A pattern without a slash is for the name, wherever it lies. */
function fits(path: string, pattern: string): boolean {
    return posix.matchesGlob(path, pattern) || (!pattern.includes("/") && posix.matchesGlob(posix.basename(path), pattern));
}

function only<T>(found: readonly T[], asked: string, name: (one: T) => string): T {
    if (found.length === 1) return found[0]!;
    const several = found.slice(0, 8).map(name).join(", ") + (found.length > 8 ? ` and ${found.length - 8} more` : "");
    throw new EngineError("input/invalid", {detail: found.length === 0 ? `nothing there fits ${asked}` : `${asked} fits ${found.length}: ${several}`});
}
