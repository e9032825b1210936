import type {StoredType} from "../containers/types.ts";

/** A run of numbers in the checkpoint, `<root>/data/<key>`. */
export class PickledStorage {
    readonly type: StoredType;
    readonly key: string;
    /** how many numbers */
    readonly count: number;

    constructor(type: StoredType, key: string, count: number) {
        this.type = type;
        this.key = key;
        this.count = count;
    }
}

/** A view of a storage; offset and strides count numbers, not bytes. */
export class PickledTensor {
    readonly storage: PickledStorage;
    readonly offset: number;
    /** torch order: the last is the fastest when contiguous */
    readonly shape: readonly number[];
    readonly strides: readonly number[];

    constructor(storage: PickledStorage, offset: number, shape: readonly number[], strides: readonly number[]) {
        this.storage = storage;
        this.offset = offset;
        this.shape = shape;
        this.strides = strides;
    }
}

/** One of the names that a checkpoint may refer to. It stands for itself: nothing is ever looked up or run. */
export class PickledGlobal {
    readonly name: string;

    constructor(name: string) {
        this.name = name;
    }
}

export type PickleValue =
    | null
    | boolean
    | number
    | string
    | Uint8Array
    | readonly PickleValue[]
    | Map<PickleValue, PickleValue>
    | PickledGlobal
    | PickledStorage
    | PickledTensor;
