import {useState} from "react";
import type {Look} from "../../../../engine/contract/library.ts";
import {engine} from "../../../app/engine.ts";
import {Button} from "../../../widgets/Button.tsx";
import {Facts} from "../../../widgets/Sheet.tsx";
import {showToast} from "../../../widgets/Toasts.tsx";
import {loadModel, stopsOf} from "../../models/index.ts";
import {dictionaryFacts} from "../facts.ts";
import {attempt} from "../useLibrary.ts";
import styles from "./ImportDialog.module.css";
import {PairNotes} from "./PairNotes.tsx";
import {PairWith} from "./PairWith.tsx";
import {usePairing} from "./usePairing.ts";

interface Props {
    readonly look: Extract<Look, {kind: "dictionary"}>;
    readonly onDone: () => void;
}

/** A `.sae.gguf`: linked where it lies, and paired with a model. */
export function LookDictionary({look: {path, info}, onDone}: Props) {
    const [modelId, setModelId] = useState<string | null>(null);
    const pairing = usePairing({shape: info, path, modelId});
    const link = () =>
        void attempt(async () => {
            const added = await engine.library.addDictionary({path});
            const {model} = pairing;
            if (model === null) {
                showToast({tone: "plain", text: `${added.name} is in the library. Pair it with a model to use it.`});
            } else {
                await engine.models.configure({modelId: model.id, dictionaries: [...new Set([...model.dictionaries, added.path])]});
                showToast(
                    {
                        tone: "plain",
                        text: `${added.name} loads with ${model.name} from now on.`,
                        // another of its dictionaries may keep it from loading
                        ...(stopsOf(model) === null && {action: {label: "Load", run: () => void loadModel(model.id)}})
                    },
                    {milliseconds: 10_000}
                );
            }
            onDone();
        });
    return (
        <div className={styles.what}>
            <div>
                <h3>{info.name}</h3>
                <Facts facts={dictionaryFacts(info)} />
            </div>
            <p className={styles.sentence}>
                A dictionary in Saelor's own format{info.trainedOn === undefined ? "" : `, made for ${info.trainedOn}`}. It is linked: the file stays where it
                is.
            </p>
            <div className={styles.fields}>
                <PairWith shape={info} value={modelId} onChange={setModelId} />
            </div>
            <PairNotes pairing={pairing} />
            <div className={styles.buttons}>
                <Button tone="accent" disabled={pairing.stops !== null || pairing.checking} onClick={link}>
                    Link this dictionary
                </Button>
            </div>
        </div>
    );
}
