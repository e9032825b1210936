import styles from "./Autosteer.module.css";

/** what a line is told by besides its colour */
const shapes = ["M-3.2 0A3.2 3.2 0 1 1 3.2 0A3.2 3.2 0 1 1 -3.2 0Z", "M-3 -3H3V3H-3Z", "M0 -3.8L3.6 3H-3.6Z", "M0 -4L4 0L0 4L-4 0Z"];

/** The mark of a way of acting at one of its points. */
export function WayMark({way, x, y}: {readonly way: number; readonly x: number; readonly y: number}) {
    return <path d={shapes[way % shapes.length]} transform={`translate(${x} ${y})`} className={styles.wayMark} />;
}
