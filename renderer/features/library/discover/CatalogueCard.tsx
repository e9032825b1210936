import {IconChevronDown} from "@tabler/icons-react";
import {useId, useState} from "react";
import type {CatalogueEntry} from "../../../../engine/contract/library.ts";
import {classes} from "../../../widgets/classes.ts";
import {bytes, counted, parameters} from "../../../widgets/numbers.ts";
import {Facts, sheet} from "../../../widgets/Sheet.tsx";
import {shapeFacts} from "../facts.ts";
import {CatalogueForm} from "./CatalogueForm.tsx";
import styles from "./Discover.module.css";

/** One model with its dictionaries; opened, what to fetch of it. */
export function CatalogueCard({entry}: {readonly entry: CatalogueEntry}) {
    const [open, setOpen] = useState(false);
    const formId = useId();
    const sizes = entry.files.map((file) => file.bytes);
    const isHere = entry.files.some(({modelId}) => modelId !== undefined);
    const gated = entry.dictionaries.some((dictionary) => dictionary.gated);
    return (
        <li className={sheet.row} aria-label={entry.title}>
            <button type="button" className={styles.opener} aria-expanded={open} aria-controls={formId} onClick={() => setOpen(!open)}>
                <span className={styles.words}>
                    <span className={styles.title}>
                        {entry.title}
                        {isHere && <span className={styles.here}>on this machine</span>}
                        {gated && <span className={styles.gated}>gated dictionary</span>}
                    </span>
                    <span className={styles.summary}>{entry.summary}</span>
                    <Facts
                        facts={[
                            `${parameters(entry.nParameters)} parameters`,
                            shapeFacts(entry.shape),
                            sizes.length === 1 ? bytes(sizes[0]!) : `${bytes(Math.min(...sizes))} to ${bytes(Math.max(...sizes))}`,
                            counted(entry.dictionaries.length, "dictionary", "dictionaries"),
                            entry.license
                        ]}
                    />
                </span>
                <IconChevronDown size={16} className={classes(styles.chevron, open && styles.turned)} aria-hidden="true" />
            </button>
            {open && (
                <div id={formId}>
                    <CatalogueForm entry={entry} />
                </div>
            )}
        </li>
    );
}
