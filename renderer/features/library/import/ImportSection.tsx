import {IconFolderOpen} from "@tabler/icons-react";
import {useState} from "react";
import {Button} from "../../../widgets/Button.tsx";
import {Section} from "../../../widgets/Sheet.tsx";
import {FoundModels} from "./FoundModels.tsx";
import {ImportDialog} from "./ImportDialog.tsx";
import styles from "./ImportSection.module.css";
import {Places} from "./Places.tsx";

/** What is on this machine already: taken by its path, offered where other programs keep theirs. */
export function ImportSection() {
    const [choosing, setChoosing] = useState(false);
    return (
        <>
            <Section title="From a file" about="A GGUF model, a .sae.gguf, or a published dictionary. Saelor looks at the content, not at the name.">
                <Button tone="accent" onClick={() => setChoosing(true)}>
                    <IconFolderOpen size={16} aria-hidden="true" />
                    Choose a file or folder…
                </Button>
                <p className={styles.hint}>The files are those of the machine that the engine runs on. Models and .sae.gguf files stay where they are.</p>
            </Section>
            <FoundModels />
            <Places />
            <ImportDialog opened={choosing} onClose={() => setChoosing(false)} />
        </>
    );
}
