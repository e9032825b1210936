import {useState} from "react";
import type {CatalogueEntry} from "../../../../engine/contract/library.ts";
import {engine} from "../../../app/engine.ts";
import {Button} from "../../../widgets/Button.tsx";
import {Note} from "../../../widgets/Note.tsx";
import {bytes} from "../../../widgets/numbers.ts";
import {loadModel} from "../../models/index.ts";
import {announceRun} from "../../runs/index.ts";
import {ConversionFields} from "../ConversionFields.tsx";
import type {Conversion} from "../conversion.ts";
import {catalogueFacts} from "../facts.ts";
import {attempt, configureModel, useModels} from "../useLibrary.ts";
import styles from "./Discover.module.css";
import {FileFit, FileVerdict} from "./FileFit.tsx";
import {GatedNote} from "./GatedNote.tsx";
import {OptionList} from "./OptionList.tsx";
import {acquisition, bytesToFetch, firstFile} from "./plan.ts";

const NONE = "none";

/** Which file and which dictionary to fetch, whether they fit, and the button that fetches them. */
export function CatalogueForm({entry}: {readonly entry: CatalogueEntry}) {
    const [fileId, setFileId] = useState(firstFile(entry)?.id ?? NONE);
    const [dictionaryId, setDictionaryId] = useState(entry.dictionaries[0]?.id ?? NONE);
    const [conversion, setConversion] = useState<Conversion>({});
    const models = useModels().data ?? [];
    const file = entry.files.find(({id}) => id === fileId) ?? null;
    const dictionary = entry.dictionaries.find(({id}) => id === dictionaryId) ?? null;
    const choice = {entry, file, dictionary, conversion};
    const wanted = acquisition(choice);
    const installed = models.find(({id}) => id === file?.modelId);
    const fetchIt = () =>
        wanted !== null &&
        void attempt(async () => {
            announceRun(await engine.library.acquire(wanted));
        });
    const load = async () => {
        if (installed === undefined) return;
        const path = dictionary?.installed;
        if (path !== undefined && !installed.dictionaries.includes(path)) {
            if (!(await configureModel(installed, {dictionaries: [...installed.dictionaries, path]}))) return;
        }
        await loadModel(installed.id, installed.options);
    };
    return (
        <div className={styles.form}>
            {entry.cautions.map((caution) => (
                <Note key={caution} tone="warning">
                    {caution}
                </Note>
            ))}
            <OptionList
                title="Model file"
                value={fileId}
                onChange={setFileId}
                options={[
                    ...entry.files.map((option) => ({
                        id: option.id,
                        name: option.quantization,
                        tags: [...(option.recommended ? ["recommended"] : []), ...(option.modelId === undefined ? [] : ["on this machine"])],
                        facts: [bytes(option.bytes), option.repo],
                        ...(option.id === fileId
                            ? {detail: <FileFit entry={entry} file={option} dictionary={dictionary} conversion={conversion} onFile={setFileId} />}
                            : {aside: <FileVerdict entry={entry} file={option} dictionary={dictionary} conversion={conversion} />})
                    })),
                    ...(entry.dictionaries.length > 0 ? [{id: NONE, name: "No model, the dictionary alone", facts: []}] : [])
                ]}
            />
            <OptionList
                title="Dictionary"
                value={dictionaryId}
                onChange={setDictionaryId}
                options={[
                    ...entry.dictionaries.map((option) => ({
                        id: option.id,
                        name: option.title,
                        tags: [...(option.gated ? ["gated"] : []), ...(option.installed === undefined ? [] : ["on this machine"])],
                        facts: [
                            ...catalogueFacts(option),
                            ...(option.labels?.count === undefined ? [] : [`${option.labels.count.toLocaleString("en")} labels on Neuronpedia`])
                        ]
                    })),
                    {id: NONE, name: "No dictionary, the model alone", facts: []}
                ]}
            />
            {dictionary !== null && dictionary.installed === undefined && (
                <div className={styles.fields}>
                    <ConversionFields shape={dictionary} asks={[]} required={false} weightTypes={["F16", "Q8_0"]} value={conversion} onChange={setConversion} />
                </div>
            )}
            {dictionary?.gated === true && dictionary.installed === undefined && <GatedNote repo={dictionary.repo} />}
            <footer className={styles.foot}>
                {wanted !== null ? (
                    <Button tone="accent" onClick={fetchIt}>
                        Fetch {wanted.title}, {bytes(bytesToFetch(choice))}
                    </Button>
                ) : installed !== undefined ? (
                    <Button tone="accent" disabled={!installed.available} onClick={() => void load()}>
                        Load {installed.name}
                    </Button>
                ) : (
                    <span className={styles.hint}>{dictionary === null ? "Choose a model or a dictionary." : "This dictionary is on this machine."}</span>
                )}
            </footer>
        </div>
    );
}
