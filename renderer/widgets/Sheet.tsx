import type {ReactNode} from "react";
import styles from "./Sheet.module.css";

interface SectionProps {
    readonly title: string;
    readonly about?: ReactNode;
    readonly aside?: ReactNode;
    readonly children: ReactNode;
}

/** A part of a page under its heading. */
export function Section({title, about, aside, children}: SectionProps) {
    return (
        <section className={styles.section} aria-label={title}>
            <header className={styles.heading}>
                <h2>{title}</h2>
                {about !== undefined && <p>{about}</p>}
                {aside}
            </header>
            {children}
        </section>
    );
}

/** Short facts in one line. */
export function Facts({facts}: {readonly facts: readonly string[]}) {
    return (
        <span className={styles.facts}>
            {facts.map((fact) => (
                <span key={fact}>{fact}</span>
            ))}
        </span>
    );
}

export const Pill = ({children}: {readonly children: ReactNode}) => <span className={styles.pill}>{children}</span>;

export const sheet = styles;
