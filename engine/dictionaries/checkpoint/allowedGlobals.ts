import type {StorageType} from "./pickleValues.ts";

/** Storage classes and the numbers that they hold. */
export const storageClasses: ReadonlyMap<string, StorageType> = new Map<string, StorageType>([
    ["torch.FloatStorage", "F32"],
    ["torch.HalfStorage", "F16"],
    ["torch.BFloat16Storage", "BF16"],
    ["torch.DoubleStorage", "F64"],
    ["torch.LongStorage", "integer"],
    ["torch.IntStorage", "integer"],
    ["torch.ShortStorage", "integer"],
    ["torch.CharStorage", "integer"],
    ["torch.ByteStorage", "integer"],
    ["torch.BoolStorage", "integer"]
]);

/** All that a checkpoint may name. A pickle with any other name is refused whole, whether it would use it or not. */
export const allowedGlobals: ReadonlySet<string> = new Set([
    "collections.OrderedDict",
    "torch._utils._rebuild_tensor_v2",
    "torch._utils._rebuild_parameter",
    "torch.Size",
    ...storageClasses.keys()
]);
