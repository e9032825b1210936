import {Select, TextInput} from "@mantine/core";
import {useState} from "react";
import type {Acquire, Repository} from "../../../../engine/contract/library.ts";
import type {ModelFacts} from "../../../../engine/contract/models.ts";
import {engine} from "../../../app/engine.ts";
import {Button} from "../../../widgets/Button.tsx";
import {Note} from "../../../widgets/Note.tsx";
import {bytes, counted, shown} from "../../../widgets/numbers.ts";
import {Facts} from "../../../widgets/Sheet.tsx";
import {Empty} from "../../../widgets/States.tsx";
import {modelTitle} from "../../models/index.ts";
import {announceRun} from "../../runs/index.ts";
import {ConversionFields} from "../ConversionFields.tsx";
import {type Conversion, conversionInput} from "../conversion.ts";
import {attempt, useModels} from "../useLibrary.ts";
import styles from "./Discover.module.css";
import {GatedNote, pageOf} from "./GatedNote.tsx";
import {MemoryNote} from "./MemoryNote.tsx";
import {OptionList} from "./OptionList.tsx";

const NONE = "none";
/** more than this is narrowed down by words instead of by scrolling */
const SHOWN = 30;

/** its width is known only once it is here */
const lacksLayer = (layer: number | undefined, facts: ModelFacts | undefined) => layer !== undefined && facts !== undefined && layer >= facts.nLayers;

/** What of a repository to fetch. */
export function RepositoryForm({repository}: {readonly repository: Repository}) {
    const {repo, revision, models, dictionaries} = repository;
    const [modelName, setModelName] = useState(models.length === 1 ? models[0]!.quantization : NONE);
    const [path, setPath] = useState(dictionaries.length === 1 ? dictionaries[0]!.path : NONE);
    const [words, setWords] = useState("");
    const [conversion, setConversion] = useState<Conversion>({});
    const [pairWith, setPairWith] = useState<string | null>(null);
    const known = (useModels().data ?? []).filter(({available}) => available);
    const model = models.find(({quantization}) => quantization === modelName) ?? null;
    const dictionary = dictionaries.find((offered) => offered.path === path) ?? null;
    const matching = dictionaries.filter((offered) => words.split(/\s+/).every((word) => offered.path.toLowerCase().includes(word.toLowerCase())));
    const title = [model && `${repo} ${model.quantization}`, dictionary && (model === null ? `${repo} ${dictionary.path}` : dictionary.path)]
        .filter(Boolean)
        .join(" with ");
    const total = (model?.bytes ?? 0) + (dictionary?.bytes ?? 0);
    const fetchIt = () => {
        const wanted: Acquire = {
            title: title.slice(0, 300),
            ...(model && {model: {repo, revision, files: model.files}}),
            ...(dictionary && {dictionary: {repo, revision, files: dictionary.files, conversion: conversionInput(conversion)}}),
            ...(model === null && pairWith !== null && {pairWith})
        };
        void attempt(async () => {
            announceRun(await engine.library.acquire(wanted));
        });
    };
    return (
        <div className={styles.repository}>
            <header>
                <a href={pageOf(repo)} target="_blank" rel="noreferrer">
                    {repo}
                </a>
                <Facts
                    facts={[
                        `commit ${revision.slice(0, 8)}`,
                        ...(repository.license === undefined ? [] : [repository.license]),
                        ...(repository.baseModels.length === 0 ? [] : [`made for ${repository.baseModels.join(", ")}`]),
                        ...(repository.gated ? ["gated"] : [])
                    ]}
                />
            </header>
            {repository.gated && <GatedNote repo={repo} />}
            {models.length === 0 && dictionaries.length === 0 && (
                <Empty title="Nothing that Saelor can use">This repository holds neither a GGUF model nor a dictionary in a known format.</Empty>
            )}
            {models.length > 0 && (
                <OptionList
                    title="Model file"
                    value={modelName}
                    onChange={setModelName}
                    options={[
                        ...models.map(({quantization, files, bytes: size}) => ({
                            id: quantization,
                            name: quantization,
                            facts: [bytes(size), files.length === 1 ? files[0]!.path : counted(files.length, "part")]
                        })),
                        {id: NONE, name: "None", facts: []}
                    ]}
                />
            )}
            {model !== null && <MemoryNote bytes={model.bytes} />}
            {dictionaries.length > 0 && (
                <>
                    {dictionaries.length > SHOWN && (
                        <TextInput
                            size="xs"
                            label={`${counted(dictionaries.length, "dictionary", "dictionaries")}, by words of their path`}
                            placeholder="layer_20 width_16k"
                            spellCheck={false}
                            value={words}
                            onChange={(event) => setWords(event.currentTarget.value)}
                        />
                    )}
                    <OptionList
                        title="Dictionary"
                        value={path}
                        onChange={setPath}
                        options={[
                            ...matching.slice(0, SHOWN).map((offered) => ({
                                id: offered.path,
                                name: offered.path,
                                facts: [
                                    offered.format,
                                    ...(offered.layer === undefined ? [] : [`after layer ${offered.layer}`]),
                                    ...(offered.l0 === undefined ? [] : [`L0 ${shown(offered.l0, 1)}`]),
                                    bytes(offered.bytes)
                                ]
                            })),
                            {id: NONE, name: "None", facts: []}
                        ]}
                    />
                    {matching.length > SHOWN && <p className={styles.hint}>{matching.length - SHOWN} more: narrow them down by words.</p>}
                </>
            )}
            {dictionary !== null && (
                <>
                    <div className={styles.fields}>
                        <ConversionFields
                            asks={dictionary.layer === undefined ? ["layer", "k"] : ["k"]}
                            required={false}
                            weightTypes={["F32", "F16", "BF16", "Q8_0"]}
                            value={conversion}
                            onChange={setConversion}
                        />
                        {model === null && (
                            <Select
                                size="xs"
                                label="Model to pair it with"
                                placeholder="none for now"
                                clearable
                                disabled={known.length === 0}
                                data={known.map(({id, name, facts}) => ({
                                    value: id,
                                    label: modelTitle(name, facts?.name),
                                    disabled: lacksLayer(dictionary.layer ?? conversion.layer, facts)
                                }))}
                                value={pairWith}
                                onChange={setPairWith}
                            />
                        )}
                    </div>
                    <Note>Its content decides what it is: the format above is a guess by the names of its files.</Note>
                </>
            )}
            {(models.length > 0 || dictionaries.length > 0) && (
                <footer className={styles.foot}>
                    <Button tone="accent" disabled={model === null && dictionary === null} onClick={fetchIt}>
                        {model === null && dictionary === null ? "Choose what to fetch" : `Fetch ${bytes(total)}`}
                    </Button>
                </footer>
            )}
        </div>
    );
}
