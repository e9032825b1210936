import type {Store} from "../store/openStore.ts";

/** A killed engine loses at most this much of an answer. */
const FLUSH_MS = 250;
const FLUSH_TOKENS = 20;

/** Keeps the row of an answer that is being written close behind what was generated. */
export function answerWriter(store: Store, messageId: string, answerStart = "") {
    let content = answerStart;
    let unwritten = 0;
    let lastWrite = performance.now();

    return {
        add(text: string): void {
            content += text;
            unwritten += 1;
            if (unwritten < FLUSH_TOKENS && performance.now() - lastWrite < FLUSH_MS) return;
            store.messages.write(messageId, content);
            unwritten = 0;
            lastWrite = performance.now();
        },
        /** all that was generated, written or not */
        content: () => content
    };
}
