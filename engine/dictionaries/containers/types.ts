import type {ReadableFile} from "../files/ReadableFile.ts";
import type {ElementType} from "../numbers/elementTypes.ts";

/** Bytes of each kind of whole number that a file may hold. */
export const integerWidths = {I64: 8, U64: 8, I32: 4, U32: 4, I16: 2, U16: 2, I8: 1, U8: 1, BOOL: 1} as const;

export type IntegerType = keyof typeof integerWidths;

/** Kinds of numbers that tensors of published files hold. */
export type StoredType = Exclude<ElementType, "Q8_0"> | IntegerType;

/** A tensor of a published file: where its first number lies, and how far apart the rest are. Within the file, as its reader made sure. */
export interface StoredTensor {
    readonly name: string;
    readonly type: StoredType;
    /** the last dimension is the fastest when contiguous; [] is a single number */
    readonly shape: readonly number[];
    /** numbers, not bytes */
    readonly strides: readonly number[];
    readonly file: ReadableFile;
    /** of the first number, from the start of `file`, bytes */
    readonly offset: number;
}

/** A run of bytes of a zip and the checksum that its directory gives for them. */
export interface ChecksummedRange {
    readonly name: string;
    /** from the start of the file, bytes */
    readonly offset: number;
    readonly bytes: number;
    readonly crc32: number;
}

interface Container {
    /** file that the user knows */
    readonly path: string;
    /** bytes of the whole file */
    readonly bytes: number;
    readonly tensors: ReadonlyMap<string, StoredTensor>;
    /** to be checked by whoever reads the whole file anyway; in order of offset */
    readonly checksums: readonly ChecksummedRange[];
    /** removes what was unpacked */
    close(): Promise<void>;
}

/** The named tensors of a file, whatever holds them. */
export type TensorContainer =
    | (Container & {
          readonly kind: "pytorch";
          /** of the outermost dict: a checkpoint from the middle of training has `optimizer` there */
          readonly keys: readonly string[];
      })
    | (Container & {readonly kind: "safetensors"})
    | (Container & {readonly kind: "npz"});
