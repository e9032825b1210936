import type {ComponentProps} from "react";
import styles from "./Button.module.css";
import {classes} from "./classes.ts";

type Props = ComponentProps<"button"> & {
    /** `accent`: the one thing that this place is for; `quiet`: reads as a link */
    readonly tone?: "plain" | "accent" | "danger" | "quiet";
    readonly small?: boolean;
};

/** A button with words. */
export function Button({tone = "plain", small = false, className, ...rest}: Props) {
    return <button type="button" {...rest} className={classes(styles.button, tone !== "plain" && styles[tone], small && styles.small, className)} />;
}
