import {IconAlertTriangle, IconCheck} from "@tabler/icons-react";
import type {EngineStatus, ModelEntry} from "../../../engine/contract/models.ts";
import {bytes} from "../../widgets/numbers.ts";
import styles from "./ModelPicker.module.css";
import {warningOf} from "./pairWarnings.ts";
import {modelTitle} from "./words.ts";

interface Props {
    readonly model: ModelEntry;
    /** the engine's status when it is about this model */
    readonly status: EngineStatus | null;
    readonly onLoad: () => void;
    readonly onCancel: () => void;
}

/** One model that can be chosen. */
export function ModelRow({model, status, onLoad, onCancel}: Props) {
    const isReady = status?.state === "ready";
    const isLoading = status?.state === "loading";
    const nDictionaries = model.dictionaries.length;
    const warning = model.available ? warningOf(model) : null;
    return (
        <li className={styles.row}>
            <button
                type="button"
                className={styles.choose}
                disabled={!model.available || isReady || isLoading}
                aria-current={isReady || undefined}
                onClick={onLoad}
            >
                <span className={styles.rowName}>
                    {modelTitle(model.name, model.facts?.name)}
                    {isReady && <IconCheck size={14} aria-label="loaded" />}
                </span>
                <small>
                    {bytes(model.bytes)} · {nDictionaries === 0 ? "no dictionary" : nDictionaries === 1 ? "1 dictionary" : `${nDictionaries} dictionaries`}
                    {model.bundled && " · comes with Saelor"}
                    {!model.available && ` · ${model.problem ?? "file not found"}`}
                </small>
                {warning !== null && (
                    <small className={styles.warning}>
                        <IconAlertTriangle size={12} aria-label="Warning" /> {warning}
                    </small>
                )}
            </button>
            {isLoading && (
                <button type="button" className={styles.cancel} onClick={onCancel}>
                    Cancel
                </button>
            )}
        </li>
    );
}
