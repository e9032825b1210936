import type {DictionaryEntry} from "../../../../engine/contract/library.ts";
import type {ModelEntry} from "../../../../engine/contract/models.ts";
import {fragmentOf} from "../../../app/route.ts";
import {Note} from "../../../widgets/Note.tsx";
import {Facts} from "../../../widgets/Sheet.tsx";
import {useLoadedModel, warningsWords} from "../../models/index.ts";
import {dictionaryFacts} from "../facts.ts";
import {problemWords} from "../problemWords.ts";
import styles from "./ModelCard.module.css";

interface Props {
    readonly model: ModelEntry;
    readonly dictionaries: readonly DictionaryEntry[];
}

const fileName = (path: string) => path.split(/[\\/]/).at(-1) ?? path;

/** The dictionaries that a model loads with, and why one of them is in doubt. */
export function ModelDictionaries({model, dictionaries}: Props) {
    const loaded = useLoadedModel();
    if (model.dictionaries.length === 0) return <p className={styles.none}>No dictionary: it can be talked to, but not looked into.</p>;
    return (
        <ul className={styles.dictionaries} aria-label={`Dictionaries of ${model.name}`}>
            {model.dictionaries.map((path) => {
                const entry = dictionaries.find((known) => known.path === path);
                const warnings = model.warnings.find(({dictionary}) => dictionary === path || dictionary === entry?.info?.id)?.warnings ?? [];
                const isLoaded = loaded?.dictionaries.some((info) => info.path === path) === true;
                return (
                    <li key={path} className={styles.dictionary}>
                        <span className={styles.dictionaryName}>{entry?.name ?? fileName(path)}</span>
                        <Facts facts={dictionaryFacts(entry?.info)} />
                        {isLoaded && entry?.info !== undefined && (
                            <a className={styles.health} href={fragmentOf({page: "pair", dictionary: entry.info.id})}>
                                Health
                            </a>
                        )}
                        {entry !== undefined && !entry.available && <Note tone="bad">{problemWords(entry)}</Note>}
                        {warnings.length > 0 && <Note tone={warnings.some(({level}) => level === "error") ? "bad" : "warning"}>{warningsWords(warnings)}</Note>}
                    </li>
                );
            })}
        </ul>
    );
}
