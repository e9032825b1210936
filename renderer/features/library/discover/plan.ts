import type {Acquire, CatalogueDictionary, CatalogueEntry, CatalogueModelFile} from "../../../../engine/contract/library.ts";
import {type Conversion, conversionInput} from "../conversion.ts";

export interface Choice {
    readonly entry: CatalogueEntry;
    /** null: only the dictionary */
    readonly file: CatalogueModelFile | null;
    /** null: only the model */
    readonly dictionary: CatalogueDictionary | null;
    readonly conversion: Conversion;
}

/** What fetching a choice asks for; null where all of it is here. */
export function acquisition({entry, file, dictionary, conversion}: Choice): Acquire | null {
    const model = file !== null && file.modelId === undefined ? {repo: file.repo, files: file.files} : undefined;
    const wanted = dictionary !== null && dictionary.installed === undefined ? dictionary : undefined;
    if (model === undefined && wanted === undefined) return null;
    const names = [model && `${entry.title} ${file!.quantization}`, wanted?.title].filter(Boolean);
    return {
        title: names.join(" with "),
        ...(model && {model}),
        ...(wanted && {
            dictionary: {
                repo: wanted.repo,
                files: wanted.files,
                conversion: {
                    layer: wanted.layer,
                    trainedOn: wanted.trainedOn,
                    ...(wanted.k !== undefined && {k: wanted.k}),
                    ...conversionInput(conversion)
                }
            }
        }),
        ...(model === undefined && file?.modelId !== undefined && {pairWith: file.modelId})
    };
}

/** Bytes that have to come over the network. */
export const bytesToFetch = ({file, dictionary}: Choice) =>
    (file === null || file.modelId !== undefined ? 0 : file.bytes) + (dictionary === null || dictionary.installed !== undefined ? 0 : dictionary.bytes);

/** The file that is offered at first: one that is here, else the recommended one, else the smallest. */
export function firstFile({files}: Pick<CatalogueEntry, "files">): CatalogueModelFile | null {
    return (
        files.find(({modelId}) => modelId !== undefined) ??
        files.find(({recommended}) => recommended === true) ??
        files.toSorted((a, b) => a.bytes - b.bytes)[0] ??
        null
    );
}
