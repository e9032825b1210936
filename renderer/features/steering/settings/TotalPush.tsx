import {classes} from "../../../widgets/classes.ts";
import {shown} from "../../../widgets/numbers.ts";
import {PUSH_WARNING, pushScale} from "./pushScale.ts";
import styles from "./Settings.module.css";

interface Props {
    /** |sum of the constant steps| / R, before the cap */
    readonly total: number;
    readonly cap: number | undefined;
    readonly capped: boolean;
}

/** How far all edits push together, where that becomes too much, and where it is held. */
export function TotalPush({total, cap, capped}: Props) {
    const {end, share} = pushScale(total, cap);
    // what acts is what the cap lets through
    const isTooMuch = Math.min(total, cap ?? total) > PUSH_WARNING;
    const limit = `${shown(PUSH_WARNING)} R`;
    return (
        <div className={styles.total}>
            <div className={styles.totalWords}>
                <span>Total push</span>
                <span
                    className={classes(styles.sum, isTooMuch && styles.tooMuch)}
                    title="Length of the sum of all constant steps, as a share of R, the layer’s median residual norm"
                >
                    {total.toFixed(2)} R
                </span>
            </div>
            {/* biome-ignore lint/a11y/useSemanticElements: a <meter> can't show a zone and a mark */}
            <div
                className={styles.meter}
                role="meter"
                aria-label="Total push, in R"
                aria-valuemin={0}
                aria-valuemax={end}
                aria-valuenow={Math.min(total, end)}
                aria-valuetext={`${total.toFixed(2)} R`}
            >
                <span className={styles.zone} style={{left: `${share(PUSH_WARNING) * 100}%`}} />
                <span className={classes(styles.push, isTooMuch && styles.pushTooMuch)} style={{width: `${share(Math.min(total, cap ?? total)) * 100}%`}} />
                {capped && cap !== undefined && (
                    <span className={styles.cut} style={{left: `${share(cap) * 100}%`, width: `${(share(total) - share(cap)) * 100}%`}} />
                )}
                {cap !== undefined && <span className={styles.capMark} style={{left: `${share(cap) * 100}%`}} title={`The cap: ${shown(cap)} R`} />}
            </div>
            {capped && cap !== undefined && (
                <p className={styles.warning} role="status">
                    Held at {shown(cap)} R by the cap.
                </p>
            )}
            {isTooMuch && (
                <p className={styles.warning} role="status">
                    Past {limit} answers often break. {capped ? `Lower the cap to ${limit}.` : `Lower one of the edits, or set a cap of ${limit}.`}
                </p>
            )}
        </div>
    );
}
