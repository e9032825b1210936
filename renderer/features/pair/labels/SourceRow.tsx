import {IconTrash} from "@tabler/icons-react";
import {useState} from "react";
import type {LabelSource} from "../../../../engine/contract/features.ts";
import {engine} from "../../../app/engine.ts";
import {Ask} from "../../../widgets/Ask.tsx";
import {IconButton} from "../../../widgets/IconButton.tsx";
import {ago, counted, shown} from "../../../widgets/numbers.ts";
import {Facts, sheet} from "../../../widgets/Sheet.tsx";
import {showError, showToast} from "../../../widgets/Toasts.tsx";
import styles from "./Labels.module.css";
import {refreshLabels} from "./refreshLabels.ts";

interface Props {
    readonly dictionary: string;
    readonly source: LabelSource;
}

export const sourceName = (source: string) => (source === "user" ? "You" : source);

/** One source of labels, and the way to take it out. */
export function SourceRow({dictionary, source}: Props) {
    const [asking, setAsking] = useState(false);
    const name = sourceName(source.source);
    const remove = async () => {
        try {
            const {removed} = await engine.labels.removeSource({dictionary, source: source.source});
            showToast({tone: "plain", text: `${counted(removed, "label")} of “${name}” removed.`});
        } catch (error) {
            showError(error);
        }
        await refreshLabels();
    };
    return (
        <li className={sheet.row} aria-label={`Labels by ${name}`}>
            <div className={styles.line}>
                <div className={styles.words}>
                    <h3>{name}</h3>
                    <Facts
                        facts={[
                            counted(source.labels, "label"),
                            `${counted(source.features, "feature")} described`,
                            ...(source.models.length === 0 ? [] : [`written by ${source.models.join(", ")}`]),
                            ...(source.meanScore === undefined ? [] : [`mean score ${shown(source.meanScore)}`]),
                            ...(source.newest === undefined ? [] : [`newest ${ago(source.newest)}`])
                        ]}
                    />
                </div>
                <IconButton label={`Remove the labels of ${name}`} tone="danger" onClick={() => setAsking(true)}>
                    <IconTrash size={15} />
                </IconButton>
            </div>
            <Ask
                opened={asking}
                title={`Remove the labels of ${name}?`}
                confirm={`Remove ${counted(source.labels, "label")}`}
                onConfirm={() => void remove()}
                onClose={() => setAsking(false)}
            >
                {source.source === "user"
                    ? "You wrote these yourself. Export them first if they should be kept."
                    : "They can be imported again from where they came. Labels of other sources stay."}
            </Ask>
        </li>
    );
}
