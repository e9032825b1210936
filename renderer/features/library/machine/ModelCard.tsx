import {IconChevronDown} from "@tabler/icons-react";
import {useId, useState} from "react";
import type {DictionaryEntry} from "../../../../engine/contract/library.ts";
import type {EngineStatus, ModelEntry} from "../../../../engine/contract/models.ts";
import {tellCode} from "../../../app/errorSentences.ts";
import {classes} from "../../../widgets/classes.ts";
import {IconButton} from "../../../widgets/IconButton.tsx";
import {Note} from "../../../widgets/Note.tsx";
import {Facts, Pill, sheet} from "../../../widgets/Sheet.tsx";
import {modelFacts, originWords} from "../facts.ts";
import {LoadButtons} from "./LoadButtons.tsx";
import {LoadPanel} from "./LoadPanel.tsx";
import styles from "./ModelCard.module.css";
import {ModelDictionaries} from "./ModelDictionaries.tsx";

interface Props {
    readonly model: ModelEntry;
    /** the engine's status when it is about this model */
    readonly status: EngineStatus | null;
    readonly dictionaries: readonly DictionaryEntry[];
}

/** One model: what it is, with which dictionaries, whether it is loaded, and how it would be. */
export function ModelCard({model, status, dictionaries}: Props) {
    const [open, setOpen] = useState(false);
    const panelId = useId();
    return (
        <li className={classes(sheet.row, styles.card)} aria-label={model.name}>
            <div className={styles.head}>
                <div className={styles.words}>
                    <h3 className={styles.name}>
                        {model.name}
                        {model.facts?.quantization !== undefined && <Pill>{model.facts.quantization}</Pill>}
                    </h3>
                    <Facts facts={[...modelFacts(model.facts), originWords(model.origin)]} />
                </div>
                <div className={styles.buttons}>
                    <LoadButtons model={model} status={status} />
                    <IconButton
                        label={open ? `Close the settings of ${model.name}` : `How ${model.name} is loaded`}
                        aria-expanded={open}
                        aria-controls={panelId}
                        onClick={() => setOpen(!open)}
                    >
                        <IconChevronDown size={16} className={classes(styles.chevron, open && styles.turned)} />
                    </IconButton>
                </div>
            </div>
            <ModelDictionaries model={model} dictionaries={dictionaries} />
            {!model.available && <Note tone="bad">This model can't be loaded: {model.problem ?? "its file is not where it was"}.</Note>}
            {status?.state === "failed" && (
                <div role="alert">
                    <Note tone="bad">{tellCode(status.code, status.data, status.message).sentence}</Note>
                </div>
            )}
            {open && (
                <div id={panelId}>
                    <LoadPanel model={model} status={status} dictionaries={dictionaries} />
                </div>
            )}
        </li>
    );
}
