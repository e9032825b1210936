import {percent, shown} from "../../widgets/numbers.ts";
import {type ColourTheme, legendGradient} from "./colourScale.ts";
import styles from "./TokenView.module.css";

interface Props {
    readonly maximum: number;
    readonly highest: number;
    readonly corpusMaximum: number | undefined;
    readonly theme: ColourTheme;
}

/** What the colours of the “moved” mode mean: how far the edits took the residual at a token from what it was. */
export function MovedLegend({maximum, theme}: Pick<Props, "maximum" | "theme">) {
    return (
        <div className={styles.legend} role="img" aria-label={`Colour scale: the residual moved by 0 to ${percent(maximum)} of its length`}>
            <span>0</span>
            <span className={styles.ramp} style={{background: legendGradient(theme, "moved")}} />
            <span>{percent(maximum)}</span>
            <small>of the residual’s length moved by the edits</small>
        </div>
    );
}

/** What the colours mean, in the dictionary's own units. */
export function Legend({maximum, highest, corpusMaximum, theme}: Props) {
    return (
        <div className={styles.legend} role="img" aria-label={`Colour scale: activation 0 to ${shown(maximum)}`}>
            <span>0</span>
            <span className={styles.ramp} style={{background: legendGradient(theme)}} />
            <span>{shown(maximum)}</span>
            <small>
                activation{maximum !== highest ? `, highest here ${shown(highest)}` : corpusMaximum !== undefined && `, its maximum ${shown(corpusMaximum)}`}
            </small>
        </div>
    );
}
