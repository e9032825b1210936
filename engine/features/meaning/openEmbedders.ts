import {type Embedder, embedderId} from "../../llama/loadEmbedder.ts";

export type OpenEmbedders = ReturnType<typeof openEmbedders>;

interface Opened {
    readonly path: string;
    readonly ready: Promise<{readonly id: string; readonly embedder: Embedder}>;
}

/** An embedding model that nobody has used for so long gives its memory back. */
const IDLE_MS = 5 * 60_000;

/** The embedding model, loaded when it is first needed and kept while it is used; one at a time. */
export function openEmbedders(load: (path: string, signal?: AbortSignal) => Promise<Embedder>, idleMs = IDLE_MS) {
    let opened: Opened | undefined;
    let timer: NodeJS.Timeout | undefined;

    async function close(): Promise<void> {
        clearTimeout(timer);
        const last = opened;
        opened = undefined;
        await last?.ready.then(
            ({embedder}) => embedder.dispose(),
            () => undefined
        );
    }

    /** an embedder waits with its end until what it is asked has been answered, so that one that is used is never taken away */
    async function open(path: string, signal?: AbortSignal) {
        signal?.throwIfAborted();
        if (opened?.path !== path) {
            await close();
            const id = embedderId(path);
            const mine: Opened = {path, ready: Promise.all([id, id.then(() => load(path))]).then(([one, embedder]) => ({id: one, embedder}))};
            opened = mine;
            mine.ready.catch(() => {
                if (opened === mine) opened = undefined;
            });
        }
        const {ready} = opened!;
        clearTimeout(timer);
        timer = setTimeout(() => void close().catch(() => undefined), idleMs);
        timer.unref();
        return ready;
    }
    return {open, close};
}
