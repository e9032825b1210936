import {classes} from "../../../widgets/classes.ts";
import {shown} from "../../../widgets/numbers.ts";
import {pushScale, warningOf} from "./pushScale.ts";
import styles from "./Settings.module.css";

interface Props {
    /** |sum of the constant steps| / R, before the cap */
    readonly total: number;
    readonly cap: number | undefined;
    readonly capped: boolean;
    /** tokens of an answer; undefined: it lasts */
    readonly fadesOver: number | undefined;
}

/** How far all edits push together, where that becomes too much, and where it is held. */
export function TotalPush({total, cap, capped, fadesOver}: Props) {
    const warning = warningOf(fadesOver);
    const {end, share} = pushScale(total, cap);
    // what acts is what the cap lets through
    const isTooMuch = Math.min(total, cap ?? total) > warning;
    const limit = `${shown(warning)} R`;
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
                <span className={styles.zone} style={{left: `${share(warning) * 100}%`}} />
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
