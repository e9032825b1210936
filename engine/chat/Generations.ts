import {EngineError} from "../contract/index.ts";

/** The right to answer in a conversation. */
export interface Claim {
    /** stops the generation */
    readonly controller: AbortController;
    /** to be called when all is stored */
    readonly end: () => void;
}

interface Running {
    readonly controller: AbortController;
    readonly settled: Promise<void>;
}

/** Which conversations are being answered now: at most one generation each. */
export class Generations {
    readonly #running = new Map<string, Running>();
    /** aborted when the next one begins */
    #quiet = new AbortController();

    /**
     * Takes the conversation. One that is being stopped is waited for, so that a reader or the next question sees how it ended.
     * @param signal stops it from outside, as its own controller does
     * @throws EngineError `chat/busy`
     */
    async begin(conversationId: string, signal?: AbortSignal): Promise<Claim> {
        await this.stopping(conversationId);
        if (this.#running.has(conversationId)) throw new EngineError("chat/busy", {id: conversationId});
        const controller = new AbortController();
        const {promise: settled, resolve} = Promise.withResolvers<void>();
        this.#running.set(conversationId, {controller, settled});
        this.#quiet.abort(new DOMException("An answer began", "AbortError"));
        this.#quiet = new AbortController();
        const abort = () => controller.abort();
        if (signal?.aborted) abort();
        signal?.addEventListener("abort", abort);
        const end = () => {
            signal?.removeEventListener("abort", abort);
            this.#running.delete(conversationId);
            resolve();
        };
        return {controller, end};
    }

    isRunning(conversationId: string): boolean {
        return this.#running.has(conversationId);
    }

    /** Resolves when a generation of this conversation that was told to stop has been stored; at once when there is none. */
    async stopping(conversationId: string): Promise<void> {
        const running = this.#running.get(conversationId);
        if (running?.controller.signal.aborted) await running.settled;
    }

    /**
     * Resolves when nothing is being answered, for work that gives way to answers.
     * @returns aborted when the next answer begins
     * @throws the signal's reason
     */
    async quiet(signal: AbortSignal): Promise<AbortSignal> {
        const aborted = Promise.withResolvers<void>();
        const abort = () => aborted.resolve();
        signal.addEventListener("abort", abort, {once: true});
        try {
            signal.throwIfAborted();
            for (let running = this.#anyone(); running !== undefined; running = this.#anyone()) {
                await Promise.race([running.settled, aborted.promise]);
                signal.throwIfAborted();
            }
            return this.#quiet.signal;
        } finally {
            signal.removeEventListener("abort", abort);
        }
    }

    /** Stops a conversation's generation and resolves when it is stored. */
    async stop(conversationId: string): Promise<void> {
        const running = this.#running.get(conversationId);
        running?.controller.abort();
        await running?.settled;
    }

    /** Stops every generation and resolves when all are stored: before a model goes. */
    async stopAll(): Promise<void> {
        await Promise.all([...this.#running.keys()].map((id) => this.stop(id)));
    }

    #anyone(): Running | undefined {
        return this.#running.values().next().value;
    }
}
