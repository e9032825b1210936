import {TextInput} from "@mantine/core";
import {useRef, useState} from "react";
import type {DictionaryInfo} from "../../../../engine/contract/models.ts";
import {Button} from "../../../widgets/Button.tsx";
import {Note} from "../../../widgets/Note.tsx";
import {bytes, count} from "../../../widgets/numbers.ts";
import {Progress} from "../../../widgets/Progress.tsx";
import {FileChooser} from "../../chooser/index.ts";
import styles from "./Labels.module.css";
import {doneWords, useLabelImport} from "./useLabelImport.ts";

/** an upload travels as one message, which the engine takes up to 32 MiB */
const LARGEST_UPLOAD = 30e6;
const tooLarge = ({name, size}: File) =>
    `${name} has ${bytes(size)}; at most ${bytes(LARGEST_UPLOAD)} can be uploaded. Put it on the engine's machine, and import it from there. Nothing was changed.`;

/** Takes labels in, from a file of the engine's machine or of this one. */
export function LabelImport({dictionary}: {readonly dictionary: DictionaryInfo}) {
    const [choosing, setChoosing] = useState(false);
    const [source, setSource] = useState("");
    const upload = useRef<HTMLInputElement>(null);
    const {state, start, stop, refuse} = useLabelImport(dictionary.id);
    const busy = state.type === "running";
    const begin = (input: {readonly path: string} | {readonly file: File}) =>
        void start({...input, ...(source.trim() !== "" && {source: source.trim()})}, "path" in input ? input.path : input.file.name);
    return (
        <div className={styles.import}>
            <div className={styles.controls}>
                <Button disabled={busy} onClick={() => setChoosing(true)}>
                    Import labels…
                </Button>
                <Button disabled={busy} onClick={() => upload.current?.click()}>
                    Upload from this computer…
                </Button>
                <TextInput
                    size="xs"
                    w={230}
                    aria-label="Who made the labels"
                    placeholder="by: as the file says"
                    maxLength={100}
                    value={source}
                    onChange={(event) => setSource(event.currentTarget.value)}
                />
                <input
                    ref={upload}
                    type="file"
                    hidden
                    aria-label="File of labels"
                    accept=".json,.jsonl,.csv,.gz"
                    onChange={(event) => {
                        const file = event.currentTarget.files?.[0];
                        event.currentTarget.value = "";
                        if (file === undefined) return;
                        if (file.size > LARGEST_UPLOAD) refuse(tooLarge(file));
                        else begin({file});
                    }}
                />
            </div>
            <p className={styles.hint}>
                A Neuronpedia export (a folder or a file), JSON keyed by feature index, CSV, or what Saelor exported. All of it comes in, or nothing.
            </p>
            {state.type === "running" && (
                <div className={styles.running} role="status">
                    <div className={styles.runningWords}>
                        <span>
                            Reading {state.name}
                            {state.progress !== null &&
                                `: ${count(state.progress.labels)} labels, ${bytes(state.progress.readBytes)} of ${bytes(state.progress.totalBytes)}`}
                        </span>
                        <Progress
                            label={`Reading ${state.name}`}
                            share={state.progress === null || state.progress.totalBytes === 0 ? null : state.progress.readBytes / state.progress.totalBytes}
                        />
                    </div>
                    <Button small onClick={stop}>
                        Stop
                    </Button>
                </div>
            )}
            {state.type === "done" && (
                <div role="status" className={styles.outcome}>
                    <Note>{doneWords(state.result)}</Note>
                    {state.result.warning !== undefined && <Note tone="warning">{state.result.warning}</Note>}
                </div>
            )}
            {state.type === "failed" && (
                <div role="alert" className={styles.outcome}>
                    <Note tone="bad">{state.sentence}</Note>
                </div>
            )}
            <FileChooser opened={choosing} title="Labels to import" wants="either" onChoose={(path) => begin({path})} onClose={() => setChoosing(false)} />
        </div>
    );
}
