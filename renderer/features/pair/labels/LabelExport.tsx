import {Select} from "@mantine/core";
import {useState} from "react";
import {type LabelSource, labelFormatSchema} from "../../../../engine/contract/features.ts";
import type {DictionaryInfo} from "../../../../engine/contract/models.ts";
import {engine} from "../../../app/engine.ts";
import {Button} from "../../../widgets/Button.tsx";
import {saveFile} from "../../../widgets/saveFile.ts";
import {showError} from "../../../widgets/Toasts.tsx";
import styles from "./Labels.module.css";
import {sourceName} from "./SourceRow.tsx";

const exported = labelFormatSchema.exclude(["neuronpedia"]);
const formatWords = {saelor: "Saelor, with who and when", json: "JSON", csv: "CSV"};
const ALL = "\u0000all";

/** Hands labels out as a file. */
export function LabelExport({dictionary, sources}: {readonly dictionary: DictionaryInfo; readonly sources: readonly LabelSource[]}) {
    const [format, setFormat] = useState<keyof typeof formatWords>("saelor");
    const [source, setSource] = useState(ALL);
    const [busy, setBusy] = useState(false);
    const save = async () => {
        setBusy(true);
        try {
            const file = await engine.labels.export({dictionary: dictionary.id, format, ...(source !== ALL && {sources: [source]})});
            saveFile(file, file.name);
        } catch (error) {
            showError(error);
        } finally {
            setBusy(false);
        }
    };
    return (
        <div className={styles.controls}>
            <Button disabled={busy} onClick={() => void save()}>
                Export labels
            </Button>
            <Select
                size="xs"
                w={200}
                aria-label="Labels to export"
                allowDeselect={false}
                data={[{value: ALL, label: "by everyone"}, ...sources.map((each) => ({value: each.source, label: `by ${sourceName(each.source)}`}))]}
                value={source}
                onChange={(value) => value !== null && setSource(value)}
            />
            <Select
                size="xs"
                w={200}
                aria-label="Format of the export"
                allowDeselect={false}
                data={exported.options.map((value) => ({value, label: formatWords[value]}))}
                value={format}
                onChange={(value) => value !== null && setFormat(exported.parse(value))}
            />
        </div>
    );
}
