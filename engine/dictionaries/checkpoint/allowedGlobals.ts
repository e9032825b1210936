import type {StoredType} from "../containers/types.ts";

/** Storage classes and the numbers that they hold. */
export const storageClasses: ReadonlyMap<string, StoredType> = new Map<string, StoredType>([
    ["torch.FloatStorage", "F32"],
    ["torch.HalfStorage", "F16"],
    ["torch.BFloat16Storage", "BF16"],
    ["torch.DoubleStorage", "F64"],
    ["torch.LongStorage", "I64"],
    ["torch.IntStorage", "I32"],
    ["torch.ShortStorage", "I16"],
    ["torch.CharStorage", "I8"],
    ["torch.ByteStorage", "U8"],
    ["torch.BoolStorage", "BOOL"]
]);

/** All that a checkpoint may name. A pickle with any other name is refused whole, whether it would use it or not. */
export const allowedGlobals: ReadonlySet<string> = new Set([
    "collections.OrderedDict",
    "torch._utils._rebuild_tensor_v2",
    "torch._utils._rebuild_parameter",
    "torch.Size",
    ...storageClasses.keys()
]);
