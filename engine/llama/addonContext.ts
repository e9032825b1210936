import type {Llama} from "node-llama-cpp";

/** The part of node-llama-cpp's native context that its own TypeScript calls; pinned with the package's version. */
export interface AddonContext {
    init(): Promise<boolean>;
    initBatch(size: number): void;
    addToBatch(sequenceId: number, firstPosition: number, tokens: Uint32Array, logitIndexes: Uint32Array): Uint32Array;
    decodeBatch(): Promise<void>;
}

export interface AddonContextOptions {
    readonly contextSize: number;
    readonly batchSize: number;
    readonly sequences: number;
}

type AddonContextClass = new (model: object, options: AddonContextOptions) => AddonContext;

/** What a tapped context does around node-llama-cpp's native calls. */
export interface ContextHooks {
    beforeInit(context: AddonContext, options: AddonContextOptions): void;
    batchStarts(): void;
    tokensJoin(sequenceId: number, firstPosition: number, tokens: Uint32Array, logitIndexes: Uint32Array): void;
    beforeDecode(): void;
    afterDecode(): void;
}

const patched = new WeakMap<Llama, {next: ContextHooks | undefined; queue: Promise<unknown>}>();

/**
 * Creates a node-llama-cpp context whose native half calls `hooks`. The class is replaced on this one Llama instance, once; contexts
 * created without hooks behave as ever. Creations wait for each other, because the hooks are handed over through the class.
 */
export function withContextHooks<Result>(llama: Llama, hooks: ContextHooks, create: () => Promise<Result>): Promise<Result> {
    const state = patched.get(llama) ?? patch(llama);
    const result = state.queue.then(async () => {
        state.next = hooks;
        try {
            return await create();
        } finally {
            state.next = undefined;
        }
    });
    state.queue = result.catch(() => undefined);
    return result;
}

function patch(llama: Llama) {
    const state: {next: ContextHooks | undefined; queue: Promise<unknown>} = {next: undefined, queue: Promise.resolve()};
    const bindings = (llama as unknown as {_bindings: {AddonContext: AddonContextClass}})._bindings;
    const Original = bindings.AddonContext;
    bindings.AddonContext = class extends Original {
        readonly #hooks: ContextHooks | undefined;
        readonly #options: AddonContextOptions;

        constructor(model: object, options: AddonContextOptions) {
            super(model, options);
            this.#hooks = state.next;
            this.#options = options;
        }

        override init() {
            this.#hooks?.beforeInit(this, this.#options);
            return super.init();
        }

        override initBatch(size: number) {
            this.#hooks?.batchStarts();
            super.initBatch(size);
        }

        override addToBatch(sequenceId: number, firstPosition: number, tokens: Uint32Array, logitIndexes: Uint32Array) {
            this.#hooks?.tokensJoin(sequenceId, firstPosition, tokens, logitIndexes);
            return super.addToBatch(sequenceId, firstPosition, tokens, logitIndexes);
        }

        override async decodeBatch() {
            this.#hooks?.beforeDecode();
            try {
                await super.decodeBatch();
            } finally {
                this.#hooks?.afterDecode();
            }
        }
    };
    patched.set(llama, state);
    return state;
}
