import {readFileSync} from "node:fs";
import path from "node:path";

/** The bundled dictionary's numbers, as its file holds them: rows are features. */
export interface DemoDictionary {
    readonly dModel: number;
    readonly nFeatures: number;
    readonly tensor: (name: string) => Float32Array;
}

const BYTES: Readonly<Record<number, number>> = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8};
const STRING = 8;
const ARRAY = 9;
const F32 = 0;

export const demoFile = (name: string) => path.resolve(import.meta.dirname, "../resources/demo", name);

/** A reader of GGUF that knows just enough to take the demo's dictionary apart, and nothing of the app's own reader. */
export function readDemoDictionary(): DemoDictionary {
    const file = readFileSync(demoFile("steering.sae.gguf"));
    let at = 8;
    const u32 = () => {
        at += 4;
        return file.readUInt32LE(at - 4);
    };
    const u64 = () => {
        at += 8;
        return Number(file.readBigUInt64LE(at - 8));
    };
    const text = () => {
        const length = u64();
        at += length;
        return file.toString("utf8", at - length, at);
    };
    const skip = (type: number): void => {
        if (type === STRING) text();
        else if (type === ARRAY) {
            const [of, length] = [u32(), u64()];
            for (let i = 0; i < length; i++) skip(of);
        } else at += BYTES[type]!;
    };
    const [nTensors, nValues] = [u64(), u64()];
    let alignment = 32;
    for (let i = 0; i < nValues; i++) {
        const name = text();
        const type = u32();
        if (name === "general.alignment") alignment = file.readUInt32LE(at);
        skip(type);
    }
    const tensors = new Map<string, {dimensions: number[]; offset: number}>();
    for (let i = 0; i < nTensors; i++) {
        const name = text();
        const dimensions = Array.from({length: u32()}, u64);
        if (u32() !== F32) throw new Error(`${name} of the demo's dictionary is no longer F32`);
        tensors.set(name, {dimensions, offset: u64()});
    }
    const begin = Math.ceil(at / alignment) * alignment;
    const tensor = (name: string) => {
        const {dimensions, offset} = tensors.get(name)!;
        const length = dimensions.reduce((product, size) => product * size, 1);
        return new Float32Array(Uint8Array.prototype.slice.call(file, begin + offset, begin + offset + 4 * length).buffer);
    };
    const [dModel = 0, nFeatures = 0] = tensors.get("sae.decoder.weight")!.dimensions;
    return {dModel, nFeatures, tensor};
}
