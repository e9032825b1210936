import {Select} from "@mantine/core";
import {IconTrash} from "@tabler/icons-react";
import {useState} from "react";
import type {DictionaryEntry} from "../../../../engine/contract/library.ts";
import type {ModelEntry} from "../../../../engine/contract/models.ts";
import {engine} from "../../../app/engine.ts";
import {Ask} from "../../../widgets/Ask.tsx";
import {IconButton} from "../../../widgets/IconButton.tsx";
import {Note} from "../../../widgets/Note.tsx";
import {bytes} from "../../../widgets/numbers.ts";
import {Facts, Section, sheet} from "../../../widgets/Sheet.tsx";
import {modelTitle} from "../../models/index.ts";
import {dictionaryFacts, mayBelong, originWords} from "../facts.ts";
import {problemWords} from "../problemWords.ts";
import {attempt, configureModel} from "../useLibrary.ts";
import {whyNot} from "../whyNot.ts";
import styles from "./LoneDictionaries.module.css";

interface Props {
    readonly entries: readonly DictionaryEntry[];
    readonly models: readonly ModelEntry[];
}

/** All dictionaries but the bundled ones: those that no model loads with stand first. */
export function LoneDictionaries({entries, models}: Props) {
    const own = entries.filter(({origin}) => origin !== "bundled").toSorted((a, b) => Math.min(1, a.usedBy.length) - Math.min(1, b.usedBy.length));
    if (own.length === 0) return null;
    return (
        <Section title="Dictionaries" about="Each can load with any model of its width.">
            <ul className={sheet.sheet} aria-label="Dictionaries on this machine">
                {own.map((entry) => (
                    <DictionaryRow key={entry.path} entry={entry} models={models} />
                ))}
            </ul>
        </Section>
    );
}

function DictionaryRow({entry, models}: {readonly entry: DictionaryEntry; readonly models: readonly ModelEntry[]}) {
    const [asking, setAsking] = useState(false);
    const users = models.filter(({id, dictionaries}) => entry.usedBy.includes(id) || dictionaries.includes(entry.path));
    const candidates = models.filter((model) => !users.includes(model) && mayBelong(entry, model.facts));
    const deletes = entry.origin === "library";
    const pair = (modelId: string | null) => {
        const model = models.find(({id}) => id === modelId);
        if (model !== undefined) void configureModel(model, {dictionaries: [...model.dictionaries, entry.path]});
    };
    return (
        <li className={sheet.row} aria-label={entry.name}>
            <div className={styles.head}>
                <div className={styles.words}>
                    <h3>{entry.name}</h3>
                    <Facts facts={[...dictionaryFacts(entry.info), originWords(entry.origin)]} />
                    <p>
                        {entry.info?.trainedOn !== undefined && `Made for ${entry.info.trainedOn}. `}
                        {users.length > 0 ? `Loads with ${users.map(({name}) => name).join(", ")}.` : "No model loads with it."}
                    </p>
                </div>
                {candidates.length > 0 && (
                    <Select
                        size="xs"
                        className={styles.select}
                        placeholder="Pair with a model"
                        aria-label={`Model to pair ${entry.name} with`}
                        data={candidates.map(({id, name, facts}) => ({
                            value: id,
                            label: modelTitle(name, facts?.name),
                            disabled: whyNot(entry.info, facts) !== null
                        }))}
                        renderOption={({option}) => (
                            <span className={styles.option}>
                                {option.label}
                                {option.disabled === true && <small>{whyNot(entry.info, models.find(({id}) => id === option.value)?.facts)}</small>}
                            </span>
                        )}
                        value={null}
                        onChange={pair}
                    />
                )}
                <IconButton label={`Remove ${entry.name}`} tone="danger" onClick={() => setAsking(true)}>
                    <IconTrash size={15} />
                </IconButton>
            </div>
            {!entry.available && <Note tone="bad">{problemWords(entry)}</Note>}
            <Ask
                opened={asking}
                title={`Remove ${entry.name}?`}
                confirm={deletes ? `Delete ${bytes(entry.bytes)}` : "Forget"}
                onConfirm={() => void attempt(() => engine.library.removeDictionary({path: entry.path, files: deletes}))}
                onClose={() => setAsking(false)}
            >
                {deletes ? `Saelor made or fetched this file, and deletes it: ${entry.path}.` : `It leaves the list. Its file stays at ${entry.path}.`}
                {users.length > 0 && ` ${users.map(({name}) => name).join(", ")} will load without it.`}
            </Ask>
        </li>
    );
}
