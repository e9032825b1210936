import {Checkbox} from "@mantine/core";
import {keepPreviousData, useQuery} from "@tanstack/react-query";
import {useState} from "react";
import type {Look} from "../../../../engine/contract/library.ts";
import type {DictionaryInfo} from "../../../../engine/contract/models.ts";
import {engine, queries} from "../../../app/engine.ts";
import {Button} from "../../../widgets/Button.tsx";
import {Facts, Pill, sheet} from "../../../widgets/Sheet.tsx";
import {showToast} from "../../../widgets/Toasts.tsx";
import {fileName} from "../../chooser/index.ts";
import {loadModel, modelTitle, stopsOf, warningOf} from "../../models/index.ts";
import {FitView} from "../FitView.tsx";
import {dictionaryFacts, mayBelong, modelFacts} from "../facts.ts";
import {attempt, useDictionaries} from "../useLibrary.ts";
import {whyNot} from "../whyNot.ts";
import styles from "./ImportDialog.module.css";

interface Props {
    readonly look: Extract<Look, {kind: "model"}>;
    readonly onDone: () => void;
}

/** A language model: linked where it lies, with the dictionaries that are chosen for it. */
export function LookModel({look, onDone}: Props) {
    const known = (useDictionaries().data ?? []).filter((entry) => entry.available && entry.info !== undefined && mayBelong(entry, look.facts));
    const [chosen, setChosen] = useState<readonly string[]>([]);
    const dictionaries = known.flatMap(({path, info}) => (chosen.includes(path) && info !== undefined ? [pick(info)] : []));
    const fit = useQuery({
        ...queries.library.fit.queryOptions({input: {model: {from: "file", path: look.path}, dictionaries, options: {}}}),
        placeholderData: keepPreviousData,
        staleTime: 5000
    });
    const link = () =>
        void attempt(async () => {
            const added = await engine.models.add({path: look.path, dictionaries: [...chosen]});
            onDone();
            const warning = warningOf(added);
            showToast(
                {
                    tone: "plain",
                    text: `${added.name} is in the library.${warning === null ? "" : ` ${warning}`}`,
                    ...(stopsOf(added) === null && {action: {label: "Load", run: () => void loadModel(added.id)}})
                },
                {milliseconds: 10_000}
            );
        });
    return (
        <div className={styles.what}>
            <div>
                <h3>
                    {titleOf(look)}
                    {look.facts.quantization !== undefined && <Pill>{look.facts.quantization}</Pill>}
                </h3>
                <Facts facts={modelFacts(look.facts)} />
            </div>
            <p className={styles.sentence}>A language model. It is linked: the file stays where it is, and nothing is copied.</p>
            {known.length > 0 && (
                <fieldset className={sheet.group} aria-label="Dictionaries to load with it">
                    <p className={styles.sentence}>Dictionaries of its width, to load with it:</p>
                    <ul className={styles.options}>
                        {known.map((entry) => {
                            const reason = whyNot(entry.info, look.facts);
                            return (
                                <li key={entry.path}>
                                    <Checkbox
                                        size="xs"
                                        label={entry.name}
                                        description={reason ?? <Facts facts={[...dictionaryFacts(entry.info), ...madeFor(entry.info)]} />}
                                        disabled={reason !== null}
                                        checked={chosen.includes(entry.path)}
                                        onChange={(event) =>
                                            setChosen(event.currentTarget.checked ? [...chosen, entry.path] : chosen.filter((path) => path !== entry.path))
                                        }
                                    />
                                </li>
                            );
                        })}
                    </ul>
                </fieldset>
            )}
            {fit.data !== undefined && !fit.isError && <FitView fit={fit.data} stale={fit.isPlaceholderData} />}
            <div className={styles.buttons}>
                <Button tone="accent" onClick={link}>
                    Link this model
                </Button>
            </div>
        </div>
    );
}

/** As the library will call it: by its file, whose name in a store of blobs is only a digest. */
function titleOf({path, facts}: Props["look"]): string {
    const stem = fileName(path).replace(/(-00001-of-\d{5})?\.gguf$/i, "");
    return stem.startsWith("sha256-") ? facts.name : modelTitle(stem, facts.name);
}

const madeFor = (info: DictionaryInfo | undefined) => (info?.trainedOn === undefined ? [] : [`made for ${info.trainedOn}`]);

const pick = ({dModel, nFeatures, layer, weightType}: DictionaryInfo) => ({dModel, nFeatures, layer, weightType});
