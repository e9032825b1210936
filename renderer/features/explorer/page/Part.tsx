import type {ReactNode} from "react";
import styles from "./FeatureView.module.css";

interface Props {
    readonly title: string;
    /** says in one sentence what is seen here */
    readonly about?: ReactNode;
    readonly aside?: ReactNode;
    readonly children: ReactNode;
}

/** A part of a feature's page under its heading. */
export function Part({title, about, aside, children}: Props) {
    return (
        <section className={styles.part} aria-label={title}>
            <header>
                <h3>{title}</h3>
                {aside !== undefined && <span>{aside}</span>}
            </header>
            {about !== undefined && <p className={styles.about}>{about}</p>}
            {children}
        </section>
    );
}
