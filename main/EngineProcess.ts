import {MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents} from "electron";
import {nextWait} from "./backOff.ts";
import {answerKeeper, type KeeperRequest} from "./keeper.ts";

/** enough to stop an answer and close the database */
const STOP_TIMEOUT_MS = 5_000;

/** What the engine's process says about a start that failed, as text for a person. */
export interface StartFailure {
    readonly type: "start-failed";
    readonly text: string;
}

/**
 * The engine in a process of its own, so that a crash in native code ends neither the window nor the app. When it dies it is
 * started again and every page gets a new line to it; a page asks for its state afresh on each new line.
 */
export class EngineProcess {
    readonly #entry: string;
    readonly #onStartFailure: (failure: StartFailure) => Promise<void>;
    readonly #pages = new Set<WebContents>();
    #child: UtilityProcess | undefined;
    #waitedMs = 0;
    #stopping = false;

    /** @param onStartFailure resolves when another try makes sense */
    constructor(entry: string, onStartFailure: (failure: StartFailure) => Promise<void>) {
        this.#entry = entry;
        this.#onStartFailure = onStartFailure;
        this.#start();
    }

    /** Hands the page a fresh line to the engine, now and after each restart; the page's former line is dropped by the page. */
    connect(page: WebContents): void {
        if (!this.#pages.has(page)) {
            this.#pages.add(page);
            page.once("destroyed", () => this.#pages.delete(page));
        }
        if (this.#child === undefined) return;
        const {port1, port2} = new MessageChannelMain();
        this.#child.postMessage({type: "connect"}, [port1]);
        page.postMessage("engine-port", null, [port2]);
    }

    /** Asks the engine to write down what it was doing and end; waits, but not for ever. */
    stop(): Promise<void> {
        this.#stopping = true;
        const child = this.#child;
        if (child === undefined) return Promise.resolve();
        return new Promise((resolve) => {
            const timer = setTimeout(() => child.kill(), STOP_TIMEOUT_MS);
            child.once("exit", () => {
                clearTimeout(timer);
                resolve();
            });
            child.postMessage({type: "stop"});
        });
    }

    #start(): void {
        const startedAt = Date.now();
        let failure: StartFailure | undefined;
        const child = utilityProcess.fork(this.#entry, [], {serviceName: "Saelor engine", stdio: "inherit"});
        child.on("spawn", () => {
            this.#child = child;
            for (const page of this.#pages) this.connect(page);
        });
        child.on("message", (message: StartFailure | KeeperRequest) => {
            if (message.type === "start-failed") failure = message;
            else if (message.type === "keeper") child.postMessage(answerKeeper(message));
        });
        child.on("exit", async () => {
            this.#child = undefined;
            if (this.#stopping) return;
            if (failure !== undefined) await this.#onStartFailure(failure);
            this.#waitedMs = nextWait(this.#waitedMs, Date.now() - startedAt);
            setTimeout(() => this.#stopping || this.#start(), this.#waitedMs);
        });
    }
}
