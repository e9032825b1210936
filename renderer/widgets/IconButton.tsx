import {Tooltip} from "@mantine/core";
import type {ComponentProps, ReactNode} from "react";
import {classes} from "./classes.ts";
import styles from "./IconButton.module.css";

type Props = Omit<ComponentProps<"button">, "aria-label" | "children"> & {
    /** what it does: its name for a screen reader and its tooltip */
    readonly label: string;
    /** keys that do the same, shown in the tooltip */
    readonly keys?: string | undefined;
    readonly children: ReactNode;
    /** for a button that stays down */
    readonly pressed?: boolean;
    readonly tone?: "plain" | "accent" | "danger";
    /** words beside the icon */
    readonly text?: string;
};

/** A quiet button with an icon; it always has a name. */
export function IconButton({label, keys, children, pressed, tone = "plain", text, className, ...rest}: Props) {
    return (
        <Tooltip label={keys === undefined ? label : `${label}  ·  ${keys}`}>
            <button
                type="button"
                aria-label={label}
                aria-pressed={pressed}
                {...rest}
                className={classes(styles.button, styles[tone], pressed && styles.pressed, className)}
            >
                {children}
                {text !== undefined && <span className={styles.text}>{text}</span>}
            </button>
        </Tooltip>
    );
}
