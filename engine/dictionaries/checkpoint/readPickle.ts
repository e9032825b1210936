import {EngineError} from "../../contract/errors.ts";
import {ByteCursor} from "../files/ByteCursor.ts";
import {allowedGlobals, storageClasses} from "./allowedGlobals.ts";
import {callGlobal} from "./callGlobal.ts";
import {PickledGlobal, PickledStorage, type PickleValue} from "./pickleValues.ts";

/** A dictionary's pickle has about 200 steps and 30 values; these leave room for a checkpoint of a whole model. */
const MAX_STEPS = 2_000_000;
const MAX_VALUES = 500_000;
const MAX_LINE = 1024;

type Slot = PickleValue | typeof MARK;
const MARK = Symbol("mark");

/**
 * Reads the pickle of a PyTorch checkpoint as data. It understands the opcodes that torch writes and the names in `allowedGlobals`; nothing is
 * imported, constructed or run, and the first other name or opcode ends it.
 * @param bytes `<root>/data.pkl`
 * @param path for errors only
 * @throws EngineError `checkpoint/forbidden-global` with the name, `file/malformed`, `file/truncated`
 * @see https://github.com/python/cpython/blob/main/Lib/pickletools.py for each opcode
 */
export function readPickle(bytes: Uint8Array, path: string): PickleValue {
    const cursor = new ByteCursor(bytes, path, "pickle");
    const refuse = (detail: string) => cursor.malformed(`${detail} before byte ${cursor.position}`);
    const stack: Slot[] = [];
    const memo = new Map<number, PickleValue>();

    const push = (value: Slot) => {
        if (stack.length >= MAX_VALUES) throw refuse(`more than ${MAX_VALUES} values`);
        stack.push(value);
    };
    const pop = (): PickleValue => {
        const value = stack.pop();
        if (value === undefined || value === MARK) throw refuse("a value is missing");
        return value;
    };
    const top = (): PickleValue => {
        const value = stack.at(-1);
        if (value === undefined || value === MARK) throw refuse("a value is missing");
        return value;
    };
    const popToMark = (): PickleValue[] => {
        const mark = stack.lastIndexOf(MARK);
        if (mark < 0) throw refuse("a mark is missing");
        const items = stack.splice(mark + 1) as PickleValue[];
        stack.pop();
        return items;
    };
    const remember = (index: number) => {
        if (memo.size >= MAX_VALUES) throw refuse(`more than ${MAX_VALUES} memos`);
        memo.set(index, top());
    };
    const recall = (index: number) => {
        const value = memo.get(index);
        if (value === undefined) throw refuse(`memo ${index} is empty`);
        push(value);
    };
    const name = (module: PickleValue, member: PickleValue) => {
        const global = `${String(module)}.${String(member)}`;
        if (!allowedGlobals.has(global)) throw new EngineError("checkpoint/forbidden-global", {path, global});
        return new PickledGlobal(global);
    };
    const takeTuple = (length: number) => push(Array.from({length}, pop).reverse());
    const setItems = (items: PickleValue[]) => {
        const dict = top();
        if (!(dict instanceof Map) || items.length % 2 !== 0) throw refuse("items for something that is no dict");
        for (let i = 0; i < items.length; i += 2) dict.set(items[i]!, items[i + 1]!);
    };
    const append = (items: PickleValue[]) => {
        const list = top();
        if (!Array.isArray(list)) throw refuse("items for something that is no list");
        for (const item of items) list.push(item);
    };

    for (let step = 0; step < MAX_STEPS; step++) {
        const opcode = cursor.u8();
        switch (opcode) {
            case 0x80: // PROTO
                if (cursor.u8() > 5) throw refuse("an unknown protocol");
                break;
            case 0x95: // FRAME
                cursor.u64();
                break;
            case 0x2e: // STOP
                return pop();
            case 0x28: // MARK
                push(MARK);
                break;
            case 0x30: // POP
                if (stack.pop() === undefined) throw refuse("a value is missing");
                break;
            case 0x4e: // NONE
                push(null);
                break;
            case 0x88: // NEWTRUE
                push(true);
                break;
            case 0x89: // NEWFALSE
                push(false);
                break;
            case 0x4b: // BININT1
                push(cursor.u8());
                break;
            case 0x4d: // BININT2
                push(cursor.u16());
                break;
            case 0x4a: // BININT
                push(cursor.i32());
                break;
            case 0x8a: // LONG1
                push(readLong(cursor.bytes(cursor.u8()), refuse));
                break;
            case 0x47: // BINFLOAT
                push(cursor.f64BigEndian());
                break;
            case 0x58: // BINUNICODE
                push(cursor.text(cursor.u32()));
                break;
            case 0x8c: // SHORT_BINUNICODE
                push(cursor.text(cursor.u8()));
                break;
            case 0x8d: // BINUNICODE8
                push(cursor.text(cursor.u64()));
                break;
            case 0x55: // SHORT_BINSTRING, Python 2
                push(cursor.text(cursor.u8()));
                break;
            case 0x42: // BINBYTES
                push(cursor.bytes(cursor.u32()));
                break;
            case 0x43: // SHORT_BINBYTES
                push(cursor.bytes(cursor.u8()));
                break;
            case 0x7d: // EMPTY_DICT
                push(new Map());
                break;
            case 0x5d: // EMPTY_LIST
                push([]);
                break;
            case 0x29: // EMPTY_TUPLE
                push([]);
                break;
            case 0x85: // TUPLE1
            case 0x86: // TUPLE2
            case 0x87: // TUPLE3
                takeTuple(opcode - 0x84);
                break;
            case 0x74: // TUPLE
                push(popToMark());
                break;
            case 0x73: {
                // SETITEM
                const value = pop();
                setItems([pop(), value]);
                break;
            }
            case 0x75: // SETITEMS
                setItems(popToMark());
                break;
            case 0x61: // APPEND
                append([pop()]);
                break;
            case 0x65: // APPENDS
                append(popToMark());
                break;
            case 0x71: // BINPUT
                remember(cursor.u8());
                break;
            case 0x72: // LONG_BINPUT
                remember(cursor.u32());
                break;
            case 0x94: // MEMOIZE
                remember(memo.size);
                break;
            case 0x68: // BINGET
                recall(cursor.u8());
                break;
            case 0x6a: // LONG_BINGET
                recall(cursor.u32());
                break;
            case 0x63: // GLOBAL
                push(name(cursor.line(MAX_LINE), cursor.line(MAX_LINE)));
                break;
            case 0x93: {
                // STACK_GLOBAL
                const member = pop();
                push(name(pop(), member));
                break;
            }
            case 0x69: // INST: names a class and makes it in one step; torch never does
                throw new EngineError("checkpoint/forbidden-global", {path, global: `${cursor.line(MAX_LINE)}.${cursor.line(MAX_LINE)}`});
            case 0x52: {
                // REDUCE
                const args = pop();
                push(callGlobal(pop(), args, refuse));
                break;
            }
            case 0x62: // BUILD: attributes such as a state dict's _metadata, which nothing here needs
                pop();
                if (!(top() instanceof Map)) throw refuse("attributes for something that is no dict");
                break;
            case 0x51: // BINPERSID
                push(readStorage(pop(), refuse));
                break;
            default:
                throw refuse(`opcode 0x${opcode.toString(16).padStart(2, "0")}, which checkpoints do not use,`);
        }
    }
    throw refuse(`more than ${MAX_STEPS} steps`);
}

/** `("storage", class, key, device, count)` */
function readStorage(id: PickleValue, refuse: (detail: string) => Error): PickledStorage {
    const [tag, storageClass, key, , count] = Array.isArray(id) ? id : [];
    const type = storageClass instanceof PickledGlobal ? storageClasses.get(storageClass.name) : undefined;
    if (tag !== "storage" || type === undefined || typeof key !== "string" || typeof count !== "number" || !Number.isSafeInteger(count) || count < 0) {
        throw refuse("a persistent id that is no storage");
    }
    return new PickledStorage(type, key, count);
}

/** Little-endian two's complement, as far as numbers are exact. */
function readLong(bytes: Uint8Array, refuse: (detail: string) => Error): number {
    if (bytes.length > 8) throw refuse(`a whole number of ${bytes.length} bytes`);
    const value = bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    return Number(BigInt.asIntN(bytes.length * 8, value));
}
