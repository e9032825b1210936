import {shown} from "../../widgets/numbers.ts";
import {type ColourTheme, legendGradient} from "./colourScale.ts";
import styles from "./TokenView.module.css";

interface Props {
    readonly maximum: number;
    readonly highest: number;
    readonly corpusMaximum: number | undefined;
    readonly theme: ColourTheme;
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
