import {classes} from "./classes.ts";
import styles from "./Progress.module.css";

interface Props {
    readonly label: string;
    /** 0..1; null: under way, nobody knows how far */
    readonly share: number | null;
    readonly tone?: "active" | "still" | "bad";
}

/** How far something has come. */
export function Progress({label, share, tone = "active"}: Props) {
    const percent = share === null ? undefined : Math.round(Math.max(0, Math.min(1, share)) * 1000) / 10;
    return (
        <div
            className={styles.track}
            role="progressbar"
            aria-label={label}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={percent === undefined ? undefined : Math.round(percent)}
        >
            <div className={classes(styles.bar, styles[tone], percent === undefined && styles.unknown)} style={{width: `${percent ?? 30}%`}} />
        </div>
    );
}
