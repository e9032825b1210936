import {Popover} from "@mantine/core";
import {IconBooks, IconChevronDown} from "@tabler/icons-react";
import {useQuery} from "@tanstack/react-query";
import type {EngineStatus} from "../../../engine/contract/models.ts";
import {queries} from "../../app/engine.ts";
import {actionLabels, tellCode} from "../../app/errorSentences.ts";
import {classes} from "../../widgets/classes.ts";
import {Empty, Failed, Loading} from "../../widgets/States.tsx";
import {doErrorAction} from "../../widgets/Toasts.tsx";
import {useEngineStatus} from "./engineStatus.ts";
import {cancelLoad, loadModel} from "./loadModel.ts";
import {ModelFacts} from "./ModelFacts.tsx";
import styles from "./ModelPicker.module.css";
import {ModelRow} from "./ModelRow.tsx";
import {useModelTitle} from "./useModelTitle.ts";
import {backendName, stageWords} from "./words.ts";

function summary(status: EngineStatus | null, name: string): {title: string; detail: string | null} {
    switch (status?.state) {
        case undefined:
            return {title: "Saelor", detail: "connecting"};
        case "empty":
            return {title: "Choose a model", detail: null};
        case "loading":
            return {title: name, detail: `${stageWords[status.stage]} ${Math.round(status.progress * 100)} %`};
        case "ready":
            return {
                title: name,
                detail: `${backendName(status.model.backend)}, layer ${status.model.dictionaries[0]?.layer ?? "–"} of ${status.model.nLayers}`
            };
        case "failed":
            return {title: name, detail: "could not be loaded"};
    }
}

interface Props {
    readonly opened: boolean;
    readonly onChange: (opened: boolean) => void;
    readonly onLibrary: () => void;
}

/** Which model answers: choose one, see it load, see what it is. */
export function ModelPicker({opened, onChange, onLibrary}: Props) {
    const status = useEngineStatus();
    const models = useQuery(queries.models.list.queryOptions());
    const {title, detail} = summary(status, useModelTitle(status) ?? "Saelor");
    const activeId = status !== null && status.state !== "empty" ? status.modelId : null;
    const failure = status?.state === "failed" ? tellCode(status.code, status.data, status.message) : null;
    const help = () => {
        onChange(false);
        if (failure !== null) doErrorAction(failure, () => activeId !== null && void loadModel(activeId));
    };
    return (
        <Popover opened={opened} onChange={onChange} position="bottom-start" width={360} trapFocus>
            <Popover.Target>
                <button
                    type="button"
                    className={styles.target}
                    aria-label={`Model: ${title}${detail === null ? "" : `, ${detail}`}`}
                    aria-haspopup="dialog"
                    onClick={() => onChange(!opened)}
                >
                    <span className={classes(styles.lamp, status && styles[status.state])} aria-hidden="true" />
                    <span className={styles.title}>{title}</span>
                    {detail !== null && <span className={styles.detail}>{detail}</span>}
                    <IconChevronDown size={14} className={styles.chevron} />
                    {status?.state === "loading" && <span className={styles.progress} style={{width: `${status.progress * 100}%`}} />}
                </button>
            </Popover.Target>
            <Popover.Dropdown p={6} aria-label="Models">
                {failure !== null && (
                    <div className={styles.failure} role="alert">
                        {failure.sentence}
                        {failure.action !== "open-models" && (
                            <button type="button" className={styles.remedy} onClick={help}>
                                {actionLabels[failure.action]}
                            </button>
                        )}
                    </div>
                )}
                {models.isPending && <Loading what="Looking for models" />}
                {models.isError && <Failed error={models.error} onRetry={() => void models.refetch()} />}
                {models.data?.length === 0 && (
                    <Empty title="No models yet">The library finds those on this machine, and fetches others with their dictionaries.</Empty>
                )}
                <ul className={styles.list} aria-label="Models">
                    {models.data?.map((model) => (
                        <ModelRow
                            key={model.id}
                            model={model}
                            status={model.id === activeId ? status : null}
                            onLoad={() => {
                                void loadModel(model.id);
                                onChange(false);
                            }}
                            onCancel={cancelLoad}
                        />
                    ))}
                </ul>
                {status?.state === "ready" && <ModelFacts model={status.model} memoryBytes={status.memoryBytes} />}
                <button
                    type="button"
                    className={styles.library}
                    onClick={() => {
                        onChange(false);
                        onLibrary();
                    }}
                >
                    <IconBooks size={15} aria-hidden="true" />
                    Library…
                </button>
            </Popover.Dropdown>
        </Popover>
    );
}
