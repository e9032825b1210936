import {IconX} from "@tabler/icons-react";
import {useSyncExternalStore} from "react";
import {ConnectionLostError} from "../app/connection.ts";
import {actionLabels, type ErrorAction, type ToldError, tellError} from "../app/errorSentences.ts";
import {classes} from "./classes.ts";
import styles from "./Toasts.module.css";

export interface Toast {
    readonly id: number;
    readonly tone: "plain" | "error";
    readonly text: string;
    readonly action?: {readonly label: string; readonly run: () => void};
    readonly onExpire?: (() => void) | undefined;
    /** how often the same was said while it was shown */
    readonly times?: number;
}

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function publish(next: readonly Toast[]) {
    toasts = next;
    for (const listener of listeners) listener();
}

function close(id: number) {
    publish(toasts.filter((toast) => toast.id !== id));
}

/** Shows a line at the edge of the window; `onExpire` runs unless its action was taken. */
export function showToast(toast: Omit<Toast, "id">, {milliseconds = 6000}: {milliseconds?: number} = {}) {
    const id = nextId++;
    // the same words once more are the same notice, not another one; what can be undone is its own each time
    const same =
        toast.onExpire === undefined
            ? toasts.find(({text, tone, onExpire}) => text === toast.text && tone === toast.tone && onExpire === undefined)
            : undefined;
    const others = toasts.filter((shown) => shown !== same);
    publish([...others.slice(-3), {...toast, id, ...(same !== undefined && {times: (same.times ?? 1) + 1})}]);
    setTimeout(() => {
        if (!toasts.some((shown) => shown.id === id)) return;
        close(id);
        toast.onExpire?.();
    }, milliseconds);
    return id;
}

let doAction: (action: ErrorAction, data: unknown) => void = () => {};
/** The app tells here how each action is done. */
export function setErrorActions(run: (action: ErrorAction, data: unknown) => void) {
    doAction = run;
}

/** Does what helps against a failure; `retry` is the caller's. */
export function doErrorAction({action, data, details}: ToldError, retry: (() => void) | undefined) {
    if (action === "retry") retry?.();
    else if (action === "copy-details") void navigator.clipboard?.writeText(details);
    else doAction(action, data);
}

/** Shows what went wrong as a sentence with its action. A lost connection has its own banner, a cancelled call needs none. */
export function showError(error: unknown, {retry}: {retry?: () => void} = {}) {
    if (error instanceof ConnectionLostError || (error instanceof Error && error.name === "AbortError")) return;
    const told = tellError(error);
    const canRun = told.action !== "retry" || retry !== undefined;
    const action = {label: actionLabels[told.action], run: () => doErrorAction(told, retry)};
    showToast({tone: "error", text: told.sentence, ...(canRun && {action})}, {milliseconds: 12_000});
}

export function Toasts() {
    const shown = useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
        () => toasts
    );
    return (
        <section className={styles.stack} aria-label="Notices">
            {shown.map((toast) => (
                <div
                    key={toast.id}
                    role={toast.tone === "error" ? "alert" : "status"}
                    className={classes(styles.toast, toast.tone === "error" && styles.error)}
                >
                    <span className={styles.words}>
                        {toast.text}
                        {toast.times !== undefined && <small title={`${toast.times} times`}> ×{toast.times}</small>}
                    </span>
                    {toast.action && (
                        <button
                            type="button"
                            className={styles.action}
                            onClick={() => {
                                close(toast.id);
                                toast.action?.run();
                            }}
                        >
                            {toast.action.label}
                        </button>
                    )}
                    <button
                        type="button"
                        aria-label="Dismiss"
                        className={styles.close}
                        onClick={() => {
                            close(toast.id);
                            toast.onExpire?.();
                        }}
                    >
                        <IconX size={14} />
                    </button>
                </div>
            ))}
        </section>
    );
}
