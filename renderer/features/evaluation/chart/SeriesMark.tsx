import styles from "./Chart.module.css";
import type {SeriesName} from "./series.ts";

/** what a line is told by besides its colour */
const shapes: Record<SeriesName, string> = {
    score: "M-3.4 0A3.4 3.4 0 1 1 3.4 0A3.4 3.4 0 1 1 -3.4 0Z",
    concept: "M-3 -3H3V3H-3Z",
    instruction: "M0 -3.8L3.6 3H-3.6Z",
    fluency: "M0 -4L4 0L0 4L-4 0Z",
    factuality: "M-2.8 -2.8L2.8 2.8M2.8 -2.8L-2.8 2.8",
    knowledge: "M0 -3.4V3.4M-3.4 0H3.4"
};

/** The mark of a series at one of its points. */
export function SeriesMark({name, x, y}: {readonly name: SeriesName; readonly x: number; readonly y: number}) {
    return <path d={shapes[name]} transform={`translate(${x} ${y})`} className={styles.mark} data-series={name} />;
}
