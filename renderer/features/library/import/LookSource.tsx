import {TextInput} from "@mantine/core";
import {useState} from "react";
import type {Look} from "../../../../engine/contract/library.ts";
import {engine} from "../../../app/engine.ts";
import {Button} from "../../../widgets/Button.tsx";
import {bytes, count} from "../../../widgets/numbers.ts";
import {Facts} from "../../../widgets/Sheet.tsx";
import {showToast} from "../../../widgets/Toasts.tsx";
import {fileName} from "../../chooser/index.ts";
import {openTray} from "../../runs/index.ts";
import {ConversionFields} from "../ConversionFields.tsx";
import {type Conversion, conversionInput, isComplete} from "../conversion.ts";
import {attempt} from "../useLibrary.ts";
import styles from "./ImportDialog.module.css";
import {PairNotes} from "./PairNotes.tsx";
import {PairWith} from "./PairWith.tsx";
import {usePairing} from "./usePairing.ts";

interface Props {
    readonly look: Extract<Look, {kind: "source"}>;
    readonly onDone: () => void;
}

/** A dictionary as others publish it: converted into the library, the original stays as it is. */
export function LookSource({look, onDone}: Props) {
    const [conversion, setConversion] = useState<Conversion>({});
    const [name, setName] = useState("");
    const [modelId, setModelId] = useState<string | null>(null);
    const shape = {dModel: look.dModel, layer: look.layer ?? conversion.layer};
    const pairing = usePairing({shape, path: null, modelId});
    const convert = () =>
        void attempt(async () => {
            const options = {...conversionInput(conversion), ...(name.trim() !== "" && {name: name.trim()})};
            const run = await engine.library.convert({path: look.path, conversion: options, ...(modelId !== null && {pairWith: modelId})});
            onDone();
            showToast({tone: "plain", text: `${run.title} is being converted.`, action: {label: "Show", run: openTray}});
        });
    return (
        <div className={styles.what}>
            <div>
                <h3>{fileName(look.path)}</h3>
                <Facts
                    facts={[
                        look.format,
                        look.architecture,
                        ...(look.layer === undefined ? [] : [`after layer ${look.layer}`]),
                        `${count(look.nFeatures)} features × ${count(look.dModel)}`,
                        bytes(look.bytes)
                    ]}
                />
            </div>
            <p className={styles.sentence}>
                A published dictionary{look.trainedOn === undefined ? "" : `, made for ${look.trainedOn}`}. It is converted into the library; the original stays
                as it is.
            </p>
            <div className={styles.fields}>
                <ConversionFields shape={look} asks={look.needs} required weightTypes={look.weightTypes} value={conversion} onChange={setConversion} />
                <PairWith shape={shape} value={modelId} onChange={setModelId} />
                <TextInput
                    size="xs"
                    label="Name"
                    placeholder="as the file says"
                    maxLength={200}
                    value={name}
                    onChange={(event) => setName(event.currentTarget.value)}
                />
            </div>
            <PairNotes pairing={pairing} />
            <div className={styles.buttons}>
                <Button tone="accent" disabled={!isComplete(conversion, look.needs) || pairing.stops !== null} onClick={convert}>
                    Convert this dictionary
                </Button>
            </div>
        </div>
    );
}
