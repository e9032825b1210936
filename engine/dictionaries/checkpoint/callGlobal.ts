import {PickledGlobal, PickledStorage, PickledTensor, type PickleValue} from "./pickleValues.ts";

const MAX_DIMENSIONS = 8;

/**
 * What Python would get by calling one of the allowed globals, as plain data.
 * @param refuse makes the error for arguments that make no sense
 */
export function callGlobal(callee: PickleValue | undefined, args: PickleValue | undefined, refuse: (detail: string) => Error): PickleValue {
    if (!(callee instanceof PickledGlobal) || !Array.isArray(args)) throw refuse("a call of something that is no function");
    switch (callee.name) {
        case "collections.OrderedDict":
            return orderedDict(args, refuse);
        case "torch.Size":
            return wholeNumbers(args[0], refuse);
        case "torch._utils._rebuild_tensor_v2":
            return rebuildTensor(args, refuse);
        case "torch._utils._rebuild_parameter":
            if (!(args[0] instanceof PickledTensor)) throw refuse("a parameter without a tensor");
            return args[0];
        default:
            throw refuse(`a call of ${callee.name}`);
    }
}

/** Python 3 makes it empty and sets the items afterwards; a list of pairs, which could be a huge one, is never given. */
function orderedDict(args: readonly PickleValue[], refuse: (detail: string) => Error): Map<PickleValue, PickleValue> {
    if (args.length > 0) throw refuse("an OrderedDict with arguments");
    return new Map();
}

function rebuildTensor([storage, offset, size, stride]: readonly PickleValue[], refuse: (detail: string) => Error): PickledTensor {
    if (!(storage instanceof PickledStorage)) throw refuse("a tensor without a storage");
    const [start] = wholeNumbers([offset ?? null], refuse);
    const shape = wholeNumbers(size, refuse);
    const strides = wholeNumbers(stride, refuse);
    if (shape.length !== strides.length) throw refuse(`a tensor with ${shape.length} dimensions and ${strides.length} strides`);
    const count = shape.reduce((product, length) => product * length, 1);
    const last = start! + shape.reduce((sum, length, i) => sum + (length - 1) * strides[i]!, 0);
    // The second test also refuses a small storage that strides repeat into a huge tensor.
    if (count > 0 && (last >= storage.count || count > storage.count)) {
        throw refuse(`a tensor [${shape.join(", ")}] that reaches number ${last} of a storage of ${storage.count}`);
    }
    return new PickledTensor(storage, start!, shape, strides);
}

function wholeNumbers(value: PickleValue | undefined, refuse: (detail: string) => Error): number[] {
    const isWhole = (item: PickleValue): item is number => typeof item === "number" && Number.isSafeInteger(item) && item >= 0;
    if (!Array.isArray(value) || value.length > MAX_DIMENSIONS || !value.every(isWhole)) {
        throw refuse("a tensor whose offset, size or stride is no list of whole numbers from 0");
    }
    return value;
}
