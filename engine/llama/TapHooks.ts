import {EngineError} from "../contract/index.ts";
import {
    COLUMN_EDIT,
    COLUMN_FRESH,
    COLUMN_OUTPUT,
    COLUMN_READ,
    COLUMN_STATE_SHIFT,
    COLUMN_WORDS,
    type NativeConditionals,
    type NativeSet,
    type NativeTap
} from "../native/AddonTypes.ts";
import type {AddonContext, AddonContextOptions, ContextHooks} from "./addonContext.ts";
import {native} from "./nativeErrors.ts";
import type {EditPlan, ReadPlan, SequencePlan, Whole} from "./plans.ts";

interface PlannedColumn {
    readonly sequence: number;
    readonly position: number;
}

interface Planned {
    readonly sequence: number;
    readonly plan: SequencePlan;
    /** whether a token was evaluated under it */
    begun: boolean;
}

/** Turns sequence plans into the native table and the columns of each batch. */
export class TapHooks implements ContextHooks {
    readonly #tap: NativeTap;
    readonly #nDictionaries: number;
    readonly #plans = new Map<number, Planned>();
    /** the plans as the present batch began: later changes are for the next one */
    #batchPlans: readonly Planned[] = [];
    #table = "";
    /** what the table was compiled from, so that a decode need not look into plans that did not change */
    #compiledFrom: readonly SequencePlan[] = [];
    #columns: PlannedColumn[] = [];
    #words = new Int32Array(0);
    /** the same memory as float32: weights */
    #floats = new Float32Array(0);
    #used = 0;
    #anything = false;
    #begun = false;

    constructor(tap: NativeTap, nDictionaries: number) {
        this.#tap = tap;
        this.#nDictionaries = nDictionaries;
    }

    plan(sequence: number, plan: SequencePlan | undefined) {
        if (plan === undefined) this.#plans.delete(sequence);
        else this.#plans.set(sequence, {sequence, plan, begun: false});
    }

    /** Compiles the table where it changed; buffers for a whole batch are made here and not in a decode. */
    compileTable(sets: readonly NativeSet[], read: ReadPlan | undefined) {
        const table = {
            sets,
            watch: read?.watch ?? [],
            topK: Array.from({length: this.#nDictionaries}, (_, i) => read?.topK[i] ?? 0),
            whole: Array.from({length: this.#nDictionaries}, (_, i) => read?.whole?.[i] ?? "none"),
            residualLayer: read?.residualLayer ?? -1,
            moved: read?.moved ?? false
        };
        this.#compiledFrom = [];
        const key = JSON.stringify(table);
        if (key === this.#table) return;
        native(() => this.#tap.setTable(table));
        this.#table = key;
    }

    beforeInit(context: AddonContext, {contextSize, batchSize, sequences}: AddonContextOptions) {
        native(() => this.#tap.attach(context, {contextSize, batchSize, sequences}));
    }

    batchStarts() {
        this.#batchPlans = [...this.#plans.values()];
        this.#columns = [];
        this.#used = 0;
        this.#anything = false;
    }

    tokensJoin(sequence: number, firstPosition: number, tokens: Uint32Array, logitIndexes: Uint32Array) {
        if (this.#batchPlans.length === 0) return;
        const index = this.#batchPlans.findIndex((planned) => planned.sequence === sequence);
        const planned = this.#batchPlans[index];
        const {edit, read} = planned?.plan ?? {};
        this.#makeRoom(tokens.length);
        const first = this.#used;
        const state = sequence << COLUMN_STATE_SHIFT;
        for (let i = 0; i < tokens.length; i++) {
            const position = firstPosition + i;
            const token = tokens[i]!;
            const acts = edit?.actions.flagsAt(position, token) ?? 0;
            const reads = read?.readsAt(position, token) ?? false;
            const rules = edit?.set.rules !== undefined;
            const at = COLUMN_WORDS * this.#used;
            // a set with rules is told of every token, so that what is on lasts over those that they do not look at
            this.#words[at] = rules || (acts & COLUMN_EDIT) !== 0 ? index : -1;
            this.#words[at + 1] = acts | state | (reads ? COLUMN_READ : 0) | (planned !== undefined && !planned.begun ? COLUMN_FRESH : 0);
            this.#words[at + 2] = planned !== undefined && !planned.begun ? (edit?.on ?? 0) : 0;
            this.#floats[at + 3] = (acts & COLUMN_EDIT) === 0 ? 0 : edit!.actions.weightAt(position);
            this.#anything ||= rules || (acts & COLUMN_EDIT) !== 0 || reads;
            this.#columns.push({sequence, position});
            this.#used++;
            if (planned !== undefined) planned.begun = true;
        }
        for (const index of logitIndexes) this.#words[COLUMN_WORDS * (first + index) + 1]! |= COLUMN_OUTPUT;
    }

    #makeRoom(columns: number) {
        if (this.#words.length >= COLUMN_WORDS * (this.#used + columns)) return;
        const grown = new Int32Array(Math.max(64, 2 * COLUMN_WORDS * (this.#used + columns)));
        grown.set(this.#words);
        this.#words = grown;
        this.#floats = new Float32Array(grown.buffer);
    }

    beforeDecode() {
        this.#begun = false;
        if (!this.#anything) return;
        if (this.#batchPlans.length !== this.#compiledFrom.length || this.#batchPlans.some(({plan}, i) => plan !== this.#compiledFrom[i])) {
            const plans = this.#batchPlans.map(({plan}) => plan);
            this.compileTable(
                plans.map(({edit}) => edit?.set ?? {edits: []}),
                mergedReads(plans)
            );
            this.#compiledFrom = plans;
        }
        const readers = new Set(this.#batchPlans.flatMap(({sequence, plan}) => (plan.read?.only ? [sequence] : [])));
        const onlyReads = this.#columns.every(({sequence}) => readers.has(sequence));
        native(() => this.#tap.beginBatch(this.#words.subarray(0, COLUMN_WORDS * this.#used), onlyReads));
        this.#begun = true;
    }

    afterDecode() {
        if (!this.#begun) return;
        this.#begun = false;
        const readout = native(() => this.#tap.endBatch());
        if (readout === null) return;
        for (const {sequence, plan} of this.#batchPlans) {
            if (readout.conditionals !== null && plan.edit?.onRules !== undefined) this.#tellRules(sequence, plan.edit, readout.conditionals);
            if (plan.read === undefined) continue;
            const positions: number[] = [];
            const records: number[] = [];
            readout.columns.forEach((column, record) => {
                const planned = this.#columns[column]!;
                if (planned.sequence !== sequence) return;
                positions.push(planned.position);
                records.push(record);
            });
            if (records.length > 0) plan.read.onReadout(positions, readout, records);
        }
    }

    #tellRules(sequence: number, edit: EditPlan, {holds, on, inputs, stride}: NativeConditionals) {
        this.#columns.forEach((planned, column) => {
            if (planned.sequence !== sequence) return;
            edit.onRules!(planned.position, holds[column]!, on[column]!, inputs.subarray(column * stride, (column + 1) * stride));
        });
    }
}

/** One table serves the whole batch, so it reads what any of its sequences wants; each sequence then takes its own. */
function mergedReads(plans: readonly SequencePlan[]): ReadPlan | undefined {
    const reads = plans.flatMap(({read}) => read ?? []);
    const [first] = reads;
    if (first === undefined || reads.length === 1) return first;
    if (reads.some((read) => read.watch.length > 0 && read !== first))
        throw new EngineError("engine/internal", {detail: "two sequences of one batch watch different features"});
    return {
        ...first,
        topK: reads.map(({topK}) => topK).reduce((a, b) => Array.from({length: Math.max(a.length, b.length)}, (_, d) => Math.max(a[d] ?? 0, b[d] ?? 0))),
        whole: reads.map(({whole = []}) => whole).reduce((a, b) => Array.from({length: Math.max(a.length, b.length)}, (_, d) => moreOf(a[d], b[d]))),
        residualLayer: Math.max(...reads.map(({residualLayer}) => residualLayer)),
        moved: reads.some(({moved}) => moved)
    };
}

const moreOf = (a: Whole = "none", b: Whole = "none"): Whole => (a === "none" || b === "errors" ? b : a);
