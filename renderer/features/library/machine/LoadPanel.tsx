import {useDebouncedValue} from "@mantine/hooks";
import {keepPreviousData, useQuery} from "@tanstack/react-query";
import {useEffect, useRef, useState} from "react";
import type {DictionaryEntry} from "../../../../engine/contract/library.ts";
import type {EngineStatus, LoadOptions, ModelEntry} from "../../../../engine/contract/models.ts";
import {queries} from "../../../app/engine.ts";
import {Button} from "../../../widgets/Button.tsx";
import {sheet} from "../../../widgets/Sheet.tsx";
import {Failed, Loading} from "../../../widgets/States.tsx";
import {loadModel, stopsOf} from "../../models/index.ts";
import {FitView} from "../FitView.tsx";
import type {Advice} from "../fit.ts";
import {configureModel} from "../useLibrary.ts";
import {DictionaryChoice} from "./DictionaryChoice.tsx";
import {ForgetModel} from "./ForgetModel.tsx";
import {reload} from "./LoadButtons.tsx";
import {LoadOptionsForm} from "./LoadOptionsForm.tsx";
import styles from "./LoadPanel.module.css";

interface Props {
    readonly model: ModelEntry;
    readonly status: EngineStatus | null;
    readonly dictionaries: readonly DictionaryEntry[];
}

const isSame = (a: LoadOptions, b: LoadOptions) => a.contextSize === b.contextSize && a.gpuLayers === b.gpuLayers && a.kvType === b.kvType;

/** @returns the options with the advice followed; null where it is not about them */
export function followed(options: LoadOptions, advice: Advice): LoadOptions | null {
    if (advice.change === "context") return {...options, contextSize: advice.contextSize};
    if (advice.change === "kv-type") return {...options, kvType: advice.kvType};
    if (advice.change === "gpu-layers") return {...options, gpuLayers: advice.gpuLayers};
    return null;
}

/** How a model is loaded, with which dictionaries, and whether that fits. */
export function LoadPanel({model, status, dictionaries}: Props) {
    const [options, setOptions] = useState<LoadOptions>(model.options);
    const [settled] = useDebouncedValue(options, 250);
    const fit = useQuery({
        ...queries.library.fit.queryOptions({input: {model: {from: "installed", modelId: model.id}, options: settled}}),
        enabled: model.available,
        placeholderData: keepPreviousData,
        // what is free on a machine changes by itself
        staleTime: 5000
    });
    const isChanged = !isSame(options, model.options);
    const isLoaded = status?.state === "ready";
    const load = async () => {
        if (isChanged && !(await configureModel(model, {options}))) return;
        await (isLoaded ? reload(model, options) : loadModel(model.id, options));
    };
    const panel = useRef<HTMLDivElement>(null);
    useEffect(() => panel.current?.scrollIntoView({block: "nearest"}), []);
    return (
        <div ref={panel} className={styles.panel}>
            <div className={styles.columns}>
                <LoadOptionsForm options={options} model={model} fit={fit.data} onChange={setOptions} />
                <div className={styles.fit}>
                    {fit.isError && <Failed error={fit.error} onRetry={() => void fit.refetch()} />}
                    {fit.isPending && model.available && <Loading what="Working out whether it fits" />}
                    {fit.data !== undefined && !fit.isError && (
                        <FitView
                            fit={fit.data}
                            stale={fit.isPlaceholderData || settled !== options}
                            stops={stopsOf(model)}
                            canDo={(advice) => followed(options, advice) !== null}
                            onAdvice={(advice) => setOptions(followed(options, advice) ?? options)}
                        />
                    )}
                </div>
            </div>
            <DictionaryChoice model={model} dictionaries={dictionaries} />
            <footer className={styles.foot}>
                <span className={sheet.path}>{model.path}</span>
                <ForgetModel model={model} />
                {isChanged && (
                    <>
                        <Button onClick={() => setOptions(model.options)}>Undo changes</Button>
                        <Button tone="accent" disabled={!model.available || stopsOf(model) !== null || status?.state === "loading"} onClick={() => void load()}>
                            {isLoaded ? "Load again like this" : "Load like this"}
                        </Button>
                    </>
                )}
            </footer>
        </div>
    );
}
