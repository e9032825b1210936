import {mkdir, stat} from "node:fs/promises";
import path from "node:path";
import {layerIndex} from "../contract/index.ts";
import {type DictionaryFile, readDictionaryFile, type TensorSource, type WeightType, writeDictionaryFile} from "../dictionaries/index.ts";
import {seeded} from "./randomBlocks.ts";

export interface DictionaryShape {
    readonly dModel: number;
    readonly nFeatures: number;
    readonly layer: number;
    readonly weightType: WeightType;
    /** added to every encoder bias: below 0 it makes features rare; absent: half of them fire on every token */
    readonly bias?: number;
}

/** Writes a dictionary of true size made of random numbers; kept for the next run. */
export async function randomDictionary(folder: string, shape: DictionaryShape): Promise<DictionaryFile> {
    const {dModel, nFeatures, layer, weightType, bias = 0} = shape;
    const file = path.join(folder, `random-${dModel}x${nFeatures}-l${layer}-${weightType}${bias === 0 ? "" : bias}.sae.gguf`);
    if (
        await stat(file).then(
            () => true,
            () => false
        )
    )
        return readDictionaryFile(file);
    await mkdir(folder, {recursive: true});
    const matrix = (name: string, seed: number) => rows(name, [dModel, nFeatures], seed, 1 / Math.sqrt(dModel));
    return writeDictionaryFile(file, {
        metadata: {
            name: `random ${nFeatures}`,
            architecture: "relu",
            dModel,
            nFeatures,
            layer: layerIndex(layer),
            hookSite: "resid_post",
            normalization: "none",
            residualNorm: 1
        },
        weightType,
        tensors: {
            encoderWeight: matrix("encoder", 1),
            encoderBias: rows("encoder bias", [nFeatures], 2, 0.01, bias),
            decoderWeight: matrix("decoder", 3),
            decoderBias: rows("decoder bias", [dModel], 4, 0.01)
        }
    });
}

/** One random row, repeated with a shift: fast to make, and no two rows alike. */
function rows(name: string, shape: readonly number[], seed: number, spread: number, shift = 0): TensorSource {
    const [columns = 0, nRows = 1] = shape;
    return {
        path: "random",
        name,
        shape,
        async *chunks() {
            const random = seeded(seed);
            const pool = Float32Array.from({length: columns + 65_536}, () => shift + spread * random());
            for (let row = 0; row < nRows; row++) {
                const from = (row * 7919) % 65_536;
                yield pool.slice(from, from + columns);
            }
        }
    };
}
