import {Checkbox} from "@mantine/core";
import type {DictionaryEntry} from "../../../../engine/contract/library.ts";
import type {ModelEntry} from "../../../../engine/contract/models.ts";
import {classes} from "../../../widgets/classes.ts";
import {Facts, sheet} from "../../../widgets/Sheet.tsx";
import {dictionaryFacts, mayBelong} from "../facts.ts";
import {configureModel} from "../useLibrary.ts";
import {whyNot} from "../whyNot.ts";
import styles from "./LoadPanel.module.css";

interface Props {
    readonly model: ModelEntry;
    readonly dictionaries: readonly DictionaryEntry[];
}

/** Which of the dictionaries on this machine a model loads with; those of another width are not offered. */
export function DictionaryChoice({model, dictionaries}: Props) {
    const offered = dictionaries.filter((entry) => model.dictionaries.includes(entry.path) || (entry.available && mayBelong(entry, model.facts)));
    const toggle = (path: string, on: boolean) =>
        void configureModel(model, {dictionaries: on ? [...model.dictionaries, path] : model.dictionaries.filter((other) => other !== path)});
    return (
        <fieldset className={classes(sheet.group, styles.choice)} aria-label={`Dictionaries that load with ${model.name}`}>
            <h4>Loads with</h4>
            {offered.length === 0 && (
                <p className={styles.hint}>
                    No dictionary on this machine reads vectors of {model.facts?.dModel.toLocaleString("en") ?? "this model's"} numbers, as this model has them.
                </p>
            )}
            <ul className={styles.options}>
                {offered.map((entry) => {
                    const reason = whyNot(entry.info, model.facts);
                    const isChosen = model.dictionaries.includes(entry.path);
                    return (
                        <li key={entry.path}>
                            <Checkbox
                                size="xs"
                                label={entry.name}
                                description={reason ?? <Facts facts={dictionaryFacts(entry.info)} />}
                                // one that is chosen already can still be taken out
                                disabled={reason !== null && !isChosen}
                                checked={isChosen}
                                onChange={(event) => toggle(entry.path, event.currentTarget.checked)}
                            />
                        </li>
                    );
                })}
            </ul>
        </fieldset>
    );
}
