/**
 * A stream that is written from one side and read from the other. Writing never waits: what is written is small and already in order.
 * When the reader leaves (`break`, `return()`), `onLeave` runs and what is written later is dropped.
 */
export class EventChannel<T> implements AsyncGenerator<T, void, void> {
    readonly #waitingEvents: T[] = [];
    readonly #readers: PromiseWithResolvers<IteratorResult<T, void>>[] = [];
    readonly #onLeave: () => Promise<void>;
    #end: {readonly error?: unknown} | undefined;

    /** @param onLeave resolves when everything that the writer had begun is over */
    constructor(onLeave: () => Promise<void>) {
        this.#onLeave = onLeave;
    }

    write(event: T): void {
        if (this.#end !== undefined) return;
        const reader = this.#readers.shift();
        if (reader) reader.resolve({done: false, value: event});
        else this.#waitingEvents.push(event);
    }

    /** No more events: the reader gets what is waiting, then the end. */
    close(): void {
        this.#finish({});
    }

    /** No more events: the reader gets what is waiting, then this error. */
    fail(error: unknown): void {
        this.#finish({error});
    }

    next(): Promise<IteratorResult<T, void>> {
        const event = this.#waitingEvents.shift();
        if (event !== undefined) return Promise.resolve({done: false, value: event});
        const reader = Promise.withResolvers<IteratorResult<T, void>>();
        if (this.#end === undefined) this.#readers.push(reader);
        else settle(reader, this.#takeEnd());
        return reader.promise;
    }

    async return(): Promise<IteratorResult<T, void>> {
        this.#waitingEvents.length = 0;
        this.#finish({});
        await this.#onLeave();
        return {done: true, value: undefined};
    }

    async throw(error: unknown): Promise<IteratorResult<T, void>> {
        await this.return();
        throw error;
    }

    [Symbol.asyncIterator](): this {
        return this;
    }

    async [Symbol.asyncDispose](): Promise<void> {
        await this.return();
    }

    #finish(end: {readonly error?: unknown}): void {
        if (this.#end !== undefined) return;
        this.#end = end;
        for (const reader of this.#readers.splice(0)) settle(reader, this.#takeEnd());
    }

    /** An error is told once. */
    #takeEnd(): {readonly error?: unknown} {
        const end = this.#end ?? {};
        this.#end = {};
        return end;
    }
}

function settle<T>(reader: PromiseWithResolvers<IteratorResult<T, void>>, end: {readonly error?: unknown}): void {
    if ("error" in end) reader.reject(end.error);
    else reader.resolve({done: true, value: undefined});
}
