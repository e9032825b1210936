import {Loader} from "@mantine/core";
import type {ReactNode} from "react";
import {actionLabels, tellError} from "../app/errorSentences.ts";
import styles from "./States.module.css";

/** Shown while something is fetched. */
export function Loading({what}: {readonly what: string}) {
    return (
        <div className={styles.state} role="status">
            <Loader size={16} type="dots" color="var(--text-3)" />
            <span>{what}</span>
        </div>
    );
}

/** Shown where there is nothing yet, with what to do about it. */
export function Empty({title, children}: {readonly title: string; readonly children?: ReactNode}) {
    return (
        <div className={styles.state}>
            <strong>{title}</strong>
            {children !== undefined && <span>{children}</span>}
        </div>
    );
}

/** Shown where something could not be had. */
export function Failed({error, onRetry}: {readonly error: unknown; readonly onRetry?: () => void}) {
    return (
        <div className={styles.failed} role="alert">
            <span>{tellError(error).sentence}</span>
            {onRetry && (
                <button type="button" className={styles.retry} onClick={onRetry}>
                    {actionLabels.retry}
                </button>
            )}
        </div>
    );
}
