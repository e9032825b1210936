import {IconChevronDown} from "@tabler/icons-react";
import {useId} from "react";
import type {DictionaryEntry} from "../../../../engine/contract/library.ts";
import type {EngineStatus, ModelEntry} from "../../../../engine/contract/models.ts";
import {actionLabels, tellCode} from "../../../app/errorSentences.ts";
import {Button} from "../../../widgets/Button.tsx";
import {classes} from "../../../widgets/classes.ts";
import {IconButton} from "../../../widgets/IconButton.tsx";
import {Note} from "../../../widgets/Note.tsx";
import {Facts, Pill, sheet} from "../../../widgets/Sheet.tsx";
import {modelTitle} from "../../models/index.ts";
import {modelFacts, originWords} from "../facts.ts";
import {problemWords} from "../problemWords.ts";
import {LoadButtons} from "./LoadButtons.tsx";
import {LoadPanel} from "./LoadPanel.tsx";
import styles from "./ModelCard.module.css";
import {ModelDictionaries} from "./ModelDictionaries.tsx";
import {setPanel, usePanelOpen} from "./panels.ts";

interface Props {
    readonly model: ModelEntry;
    /** the engine's status when it is about this model */
    readonly status: EngineStatus | null;
    readonly dictionaries: readonly DictionaryEntry[];
}

/** One model: what it is, with which dictionaries, whether it is loaded, and how it would be. */
export function ModelCard({model, status, dictionaries}: Props) {
    const open = usePanelOpen(model.id);
    const failure = status?.state === "failed" ? tellCode(status.code, status.data, status.message) : null;
    const panelId = useId();
    return (
        <li className={classes(sheet.row, styles.card)} aria-label={model.name}>
            <div className={styles.head}>
                <div className={styles.words}>
                    <h3 className={styles.name}>
                        {modelTitle(model.name, model.facts?.name)}
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
                        onClick={() => setPanel(model.id, !open)}
                    >
                        <IconChevronDown size={16} className={classes(styles.chevron, open && styles.turned)} />
                    </IconButton>
                </div>
            </div>
            <ModelDictionaries model={model} dictionaries={dictionaries} />
            {!model.available && <Note tone="bad">{problemWords(model)}</Note>}
            {failure !== null && (
                <div role="alert">
                    <Note
                        tone="bad"
                        action={
                            failure.action === "change-dictionaries" &&
                            !open && (
                                <Button small onClick={() => setPanel(model.id, true)}>
                                    {actionLabels[failure.action]}
                                </Button>
                            )
                        }
                    >
                        {failure.sentence}
                    </Note>
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
