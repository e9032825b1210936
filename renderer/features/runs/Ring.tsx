import styles from "./RunTray.module.css";

const RADIUS = 7;
const LENGTH = 2 * Math.PI * RADIUS;

/** A small ring that fills; it turns while nobody knows how far. */
export function Ring({share, bad}: {readonly share: number | null; readonly bad: boolean}) {
    return (
        <svg width={18} height={18} viewBox="0 0 18 18" className={share === null ? styles.turning : undefined} aria-hidden="true">
            <circle cx={9} cy={9} r={RADIUS} fill="none" stroke="var(--line-strong)" strokeWidth={2.2} />
            <circle
                cx={9}
                cy={9}
                r={RADIUS}
                fill="none"
                stroke={bad ? "var(--danger)" : "var(--accent)"}
                strokeWidth={2.2}
                strokeLinecap="round"
                strokeDasharray={`${LENGTH * (share ?? 0.25)} ${LENGTH}`}
                transform="rotate(-90 9 9)"
            />
        </svg>
    );
}
