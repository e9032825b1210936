import styles from "./Chart.module.css";
import {SeriesMark} from "./SeriesMark.tsx";
import {type SeriesName, seriesTitles, seriesWords} from "./series.ts";

interface Props {
    readonly names: readonly SeriesName[];
    readonly hidden: ReadonlySet<SeriesName>;
    readonly onToggle: (name: SeriesName) => void;
}

/** The lines by name; each can be put away and taken out again. */
export function Legend({names, hidden, onToggle}: Props) {
    return (
        // biome-ignore lint/a11y/useSemanticElements: buttons that show and hide, not a form
        <div className={styles.legend} role="group" aria-label="Lines">
            {names.map((name) => (
                <button key={name} type="button" aria-pressed={!hidden.has(name)} title={seriesTitles[name]} onClick={() => onToggle(name)}>
                    <svg width={26} height={12} aria-hidden="true">
                        <line x1={0} x2={26} y1={6} y2={6} className={styles.line} data-series={name} />
                        <SeriesMark name={name} x={13} y={6} />
                    </svg>
                    {seriesWords[name]}
                </button>
            ))}
        </div>
    );
}
