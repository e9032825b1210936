import {IconAlertTriangle, IconInfoCircle} from "@tabler/icons-react";
import type {ReactNode} from "react";
import {classes} from "./classes.ts";
import styles from "./Note.module.css";

interface Props {
    readonly tone?: "plain" | "warning" | "bad";
    readonly children: ReactNode;
    /** stands at the end of the line */
    readonly action?: ReactNode;
}

/** Something to know about what stands beside it. */
export function Note({tone = "plain", children, action}: Props) {
    const Icon = tone === "plain" ? IconInfoCircle : IconAlertTriangle;
    return (
        <div className={classes(styles.note, tone !== "plain" && styles[tone])}>
            <Icon size={14} aria-label={tone === "plain" ? undefined : "Warning"} aria-hidden={tone === "plain"} />
            <span className={styles.words}>{children}</span>
            {action}
        </div>
    );
}
