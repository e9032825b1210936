import type {ChildProcess} from "node:child_process";

const RUNS_MS = 2;
const RESTS_MS = 100;

/**
 * Slows a process down from outside, by stopping and continuing it. The demo writes an answer faster than anyone could interrupt it;
 * a large model does not.
 */
export class Pace {
    readonly #process: ChildProcess;
    #timer: NodeJS.Timeout | undefined;

    constructor(process: ChildProcess) {
        this.#process = process;
    }

    /** A fiftieth of its speed. */
    slow(): void {
        const rest = () => {
            this.#process.kill("SIGSTOP");
            this.#timer = setTimeout(go, RESTS_MS);
        };
        const go = () => {
            this.#process.kill("SIGCONT");
            this.#timer = setTimeout(rest, RUNS_MS);
        };
        rest();
    }

    freeze(): void {
        clearTimeout(this.#timer);
        this.#process.kill("SIGSTOP");
    }

    normal(): void {
        clearTimeout(this.#timer);
        this.#process.kill("SIGCONT");
    }
}
