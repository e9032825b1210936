import styles from "./Tabs.module.css";

interface Props {
    /** what they are parts of, for who can't see it */
    readonly label: string;
    readonly tabs: ReadonlyArray<{readonly id: string; readonly words: string; readonly href: string}>;
    /** id of the one that is shown */
    readonly current: string | undefined;
}

/** Links between the parts of a page; where there is no room for all, they take several lines. */
export function Tabs({label, tabs, current}: Props) {
    return (
        <nav className={styles.tabs} aria-label={label}>
            {tabs.map(({id, words, href}) => (
                <a key={id} href={href} className={styles.tab} aria-current={id === current ? "page" : undefined}>
                    {words}
                </a>
            ))}
        </nav>
    );
}
