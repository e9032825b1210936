import type {DictionaryInfo, ModelInfo} from "../../../engine/contract/models.ts";
import {bytes, counted, shown} from "../../widgets/numbers.ts";
import styles from "./ModelPicker.module.css";
import {backendName, tells} from "./words.ts";

const count = (value: number) => value.toLocaleString("en");

/** features and layer, unless the name tells them */
const shapeWords = ({name, nFeatures, layer}: DictionaryInfo) =>
    tells(name, `layer ${layer}`) && tells(name, `${nFeatures} features`) ? "" : `${count(nFeatures)} features after layer ${layer}, `;

/** What the loaded model and its dictionaries are. */
export function ModelFacts({model, memoryBytes}: {readonly model: ModelInfo; readonly memoryBytes: number}) {
    return (
        <dl className={styles.facts}>
            <dt>Architecture</dt>
            <dd>
                {model.architecture}, {model.nLayers} layers × {count(model.dModel)}
            </dd>
            <dt>Runs on</dt>
            <dd>
                {backendName(model.backend)}
                {model.gpuLayers > 0 ? `, ${model.gpuLayers} layers on the GPU` : `, ${counted(model.threads, "thread")}`}
            </dd>
            <dt>Context</dt>
            <dd>
                {count(model.contextSize)} of {count(model.trainedContextSize)} tokens
            </dd>
            <dt>Memory</dt>
            <dd>{bytes(memoryBytes)}</dd>
            {model.dictionaries.map((dictionary) => (
                <div key={dictionary.id} className={styles.dictionary}>
                    <dt>{dictionary.name}</dt>
                    <dd>
                        {shapeWords(dictionary)}
                        {dictionary.architecture}
                        {dictionary.residualNorm === undefined ? ", not calibrated" : `, norm ${shown(dictionary.residualNorm)}`}
                        {`, ${count(dictionary.nLabels)} labels`}
                        {dictionary.license !== undefined && `, ${dictionary.license}`}
                    </dd>
                </div>
            ))}
        </dl>
    );
}
