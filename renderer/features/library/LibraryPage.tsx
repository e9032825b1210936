import {Page} from "../../app/Page.tsx";
import {fragmentOf, type LibrarySection} from "../../app/route.ts";
import {DiscoverSection} from "./discover/DiscoverSection.tsx";
import {ImportSection} from "./import/ImportSection.tsx";
import styles from "./LibraryPage.module.css";
import {MachineSection} from "./machine/MachineSection.tsx";

interface Props {
    readonly section: LibrarySection;
    readonly onClose: () => void;
}

const sections: ReadonlyArray<readonly [LibrarySection, string]> = [
    ["machine", "On this machine"],
    ["discover", "Discover"],
    ["import", "Import"]
];

/** Models and dictionaries: those that are here, those that can be had, and those that other programs have. */
export function LibraryPage({section, onClose}: Props) {
    const tabs = (
        <nav className={styles.tabs} aria-label="Sections of the library">
            {sections.map(([name, words]) => (
                <a key={name} href={fragmentOf({page: "library", section: name})} className={styles.tab} aria-current={name === section ? "page" : undefined}>
                    {words}
                </a>
            ))}
        </nav>
    );
    return (
        <Page title="Library" onClose={onClose} aside={tabs}>
            {section === "machine" && <MachineSection />}
            {section === "discover" && <DiscoverSection />}
            {section === "import" && <ImportSection />}
        </Page>
    );
}
