import {Page} from "../../app/Page.tsx";
import {fragmentOf, type LibrarySection} from "../../app/route.ts";
import {Tabs} from "../../widgets/Tabs.tsx";
import {DiscoverSection} from "./discover/DiscoverSection.tsx";
import {ImportSection} from "./import/ImportSection.tsx";
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
        <Tabs
            label="Sections of the library"
            current={section}
            tabs={sections.map(([name, words]) => ({id: name, words, href: fragmentOf({page: "library", section: name})}))}
        />
    );
    return (
        <Page title="Library" onClose={onClose} aside={tabs}>
            {section === "machine" && <MachineSection />}
            {section === "discover" && <DiscoverSection />}
            {section === "import" && <ImportSection />}
        </Page>
    );
}
