import type {Keeper} from "./types.ts";

/** A person may have to unlock the key store first. */
const PATIENCE_MS = 120_000;

/** What the desktop's shell is to its engine process: Electron's parent port, as far as it is used here. */
export interface Shell {
    postMessage(message: unknown): void;
    on(event: "message", listener: (event: {readonly data: unknown}) => void): unknown;
}

type Answer =
    | {readonly type: "keeper"; readonly id: number; readonly value: boolean | string}
    | {readonly type: "keeper"; readonly id: number; readonly failure: string};

/** The system's key store, reached through the shell: a question is posted, its answer carries the same number. */
export function shellKeeper(shell: Shell): Keeper {
    const waiting = new Map<number, (answer: Answer) => void>();
    let asked = 0;
    shell.on("message", ({data}) => {
        const answer = data as Answer;
        if (answer.type !== "keeper") return;
        waiting.get(answer.id)?.(answer);
        waiting.delete(answer.id);
    });

    function ask<T extends boolean | string>(operation: keyof Keeper, text?: string): Promise<T> {
        const id = asked++;
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => {
                waiting.delete(id);
                reject(new Error("the system's key store does not answer"));
            }, PATIENCE_MS);
            timer.unref();
            waiting.set(id, (answer) => {
                clearTimeout(timer);
                if ("failure" in answer) reject(new Error(answer.failure));
                else resolve(answer.value as T);
            });
            shell.postMessage({type: "keeper", id, operation, text});
        });
    }

    return {available: () => ask("available"), encrypt: (text) => ask("encrypt", text), decrypt: (base64) => ask("decrypt", base64)};
}
