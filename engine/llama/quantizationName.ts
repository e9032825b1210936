/** llama.cpp's `llama_ftype`: what `general.file_type` counts. */
const FILE_TYPES: Readonly<Record<number, string>> = {
    0: "F32",
    1: "F16",
    2: "Q4_0",
    3: "Q4_1",
    7: "Q8_0",
    8: "Q5_0",
    9: "Q5_1",
    10: "Q2_K",
    11: "Q3_K_S",
    12: "Q3_K_M",
    13: "Q3_K_L",
    14: "Q4_K_S",
    15: "Q4_K_M",
    16: "Q5_K_S",
    17: "Q5_K_M",
    18: "Q6_K",
    19: "IQ2_XXS",
    20: "IQ2_XS",
    21: "Q2_K_S",
    22: "IQ3_XS",
    23: "IQ3_XXS",
    24: "IQ1_S",
    25: "IQ4_NL",
    26: "IQ3_S",
    27: "IQ3_M",
    28: "IQ2_S",
    29: "IQ2_M",
    30: "IQ4_XS",
    31: "IQ1_M",
    32: "BF16",
    36: "TQ1_0",
    37: "TQ2_0",
    38: "MXFP4"
};

/** ggml's tensor types, where a file does not say its own. */
const TENSOR_TYPES: Readonly<Record<number, string>> = {
    0: "F32",
    1: "F16",
    2: "Q4_0",
    3: "Q4_1",
    6: "Q5_0",
    7: "Q5_1",
    8: "Q8_0",
    10: "Q2_K",
    11: "Q3_K",
    12: "Q4_K",
    13: "Q5_K",
    14: "Q6_K",
    16: "IQ2_XXS",
    17: "IQ2_XS",
    18: "IQ3_XXS",
    19: "IQ1_S",
    20: "IQ4_NL",
    21: "IQ3_S",
    22: "IQ2_S",
    23: "IQ4_XS",
    29: "IQ1_M",
    30: "BF16",
    34: "TQ1_0",
    35: "TQ2_0",
    39: "MXFP4"
};

interface Tensor {
    readonly shape: readonly number[];
    readonly typeNumber: number;
}

/**
 * llama.cpp's name for how a model's weights are stored.
 * @param fileType `general.file_type`
 * @param tensors asked where that is missing: the type of most weights
 * @returns undefined for types that are newer than this list
 */
export function quantizationName(fileType: unknown, tensors: readonly Tensor[]): string | undefined {
    const said = typeof fileType === "number" ? FILE_TYPES[fileType] : undefined;
    if (said !== undefined) return said;
    const weights = new Map<number, number>();
    for (const {shape, typeNumber} of tensors) weights.set(typeNumber, (weights.get(typeNumber) ?? 0) + elementsOf(shape));
    const [most] = [...weights].sort(([, a], [, b]) => b - a);
    return most && TENSOR_TYPES[most[0]];
}

export const elementsOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);
