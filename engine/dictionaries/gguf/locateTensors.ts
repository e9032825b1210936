import {EngineError} from "../../contract/errors.ts";
import {bytesOf, elementTypes} from "../numbers/elementTypes.ts";
import type {DictionaryMetadata, DictionaryTensors, TensorEntry} from "../types.ts";
import {expectedShape, type TensorRole, tensorNames, tensorRoles} from "./dictionaryKeys.ts";
import type {GgufHeader, GgufTensor} from "./ggufTypes.ts";

/**
 * The canonical tensors of a header, with their places checked: right shape and type, inside the file, apart from each other.
 * Tensors with other names are ignored, so that later versions can add some.
 * @param fileBytes size of the file
 * @throws EngineError `file/malformed`, `file/truncated`, `dictionary/shape-mismatch`
 */
export function locateTensors(header: GgufHeader, about: DictionaryMetadata, path: string, fileBytes: number): DictionaryTensors<TensorEntry> {
    const malformed = (detail: string) => new EngineError("file/malformed", {path, format: "sae.gguf", detail});
    const found: Partial<Record<TensorRole, TensorEntry>> = {};
    for (const role of tensorRoles) {
        const matches = header.tensors.filter(({name}) => name === tensorNames[role]);
        if (matches.length > 1) throw malformed(`${tensorNames[role]} is there twice`);
        if (matches[0]) found[role] = locate(matches[0], role, header, about, path, fileBytes);
    }
    assertApart(Object.values(found), malformed);
    const {encoderWeight, encoderBias, decoderWeight, decoderBias, threshold, ...calibration} = found;
    if (!encoderWeight || !encoderBias || !decoderWeight || !decoderBias) {
        const missing = (["encoderWeight", "encoderBias", "decoderWeight", "decoderBias"] as const).filter((role) => !found[role]);
        throw malformed(`missing ${missing.map((role) => tensorNames[role]).join(", ")}`);
    }
    if ((threshold === undefined) === (about.architecture === "jumprelu")) {
        throw malformed(`${tensorNames.threshold} is ${threshold ? "there" : "missing"} with ${about.architecture}`);
    }
    return {encoderWeight, encoderBias, decoderWeight, decoderBias, ...(threshold && {threshold}), ...calibration};
}

function locate(
    {name, type, shape, offset: relative}: GgufTensor,
    role: TensorRole,
    {dataOffset}: GgufHeader,
    about: DictionaryMetadata,
    path: string,
    fileBytes: number
): TensorEntry {
    const expected = expectedShape(role, about);
    // GGUF writers may keep trailing dimensions of one.
    const trimmed = shape.filter((size, dimension) => dimension < expected.length || size !== 1);
    if (trimmed.join() !== expected.join()) {
        throw new EngineError("dictionary/shape-mismatch", {path, tensor: name, expected: `[${expected.join(", ")}]`, got: `[${shape.join(", ")}]`});
    }
    const isWeight = role === "encoderWeight" || role === "decoderWeight";
    if (!isWeight && type !== "F32") throw new EngineError("dictionary/unsupported", {path, detail: `${name} has type ${type}; F32 is expected`});
    if (expected[0]! % elementTypes[type].block !== 0) {
        throw new EngineError("file/malformed", {path, format: "sae.gguf", detail: `${name}: rows of ${expected[0]} are no whole number of ${type} blocks`});
    }
    const bytes = bytesOf(
        type,
        expected.reduce((product, size) => product * size, 1)
    );
    const offset = dataOffset + relative;
    if (relative % 4 !== 0) throw new EngineError("file/malformed", {path, format: "sae.gguf", detail: `${name} begins at ${offset}, which is not aligned`});
    if (offset + bytes > fileBytes) {
        throw new EngineError("file/truncated", {path, expectedBytes: offset + bytes, gotBytes: fileBytes, detail: `${name} does not fit into the file`});
    }
    return {name, type, shape: expected, offset, bytes};
}

function assertApart(tensors: readonly TensorEntry[], malformed: (detail: string) => EngineError): void {
    const inOrder = tensors.toSorted((a, b) => a.offset - b.offset);
    for (const [i, tensor] of inOrder.entries()) {
        const next = inOrder[i + 1];
        if (next && tensor.offset + tensor.bytes > next.offset) throw malformed(`${tensor.name} and ${next.name} overlap`);
    }
}
