import type {EngineStatus, LoadOptions, ModelEntry} from "../../../../engine/contract/models.ts";
import {engine} from "../../../app/engine.ts";
import {Button} from "../../../widgets/Button.tsx";
import {cancelLoad, loadModel, stageWords, stopsOf} from "../../models/index.ts";
import {attempt} from "../useLibrary.ts";
import styles from "./ModelCard.module.css";

interface Props {
    readonly model: ModelEntry;
    readonly status: EngineStatus | null;
    /** absent: as it was loaded before */
    readonly options?: LoadOptions;
}

/** Load, cancel, unload: whichever there is. */
export function LoadButtons({model, status, options = model.options}: Props) {
    const stops = stopsOf(model);
    if (status?.state === "loading") {
        return (
            <>
                <span className={styles.stage} role="status">
                    {stageWords[status.stage]} {Math.round(status.progress * 100)} %
                </span>
                <Button onClick={cancelLoad}>Cancel</Button>
            </>
        );
    }
    if (status?.state === "ready") {
        return (
            <>
                <span className={styles.state}>Loaded</span>
                {hasOtherDictionaries(model, status) && (
                    <Button tone="accent" disabled={stops !== null} title={stops ?? undefined} onClick={() => void reload(model, options)}>
                        Load again
                    </Button>
                )}
                <Button aria-label={`Unload ${model.name}`} onClick={() => void attempt(() => engine.models.unload())}>
                    Unload
                </Button>
            </>
        );
    }
    return (
        <Button
            aria-label={`Load ${model.name}`}
            disabled={!model.available || stops !== null}
            title={stops ?? undefined}
            onClick={() => void loadModel(model.id, options)}
        >
            Load
        </Button>
    );
}

/** A model that is loaded is loaded anew only after it was let go. */
export async function reload(model: ModelEntry, options: LoadOptions) {
    if (await attempt(() => engine.models.unload())) await loadModel(model.id, options);
}

/** Whether the model is loaded with other dictionaries than it is paired with now. */
function hasOtherDictionaries({dictionaries}: ModelEntry, {model}: Extract<EngineStatus, {state: "ready"}>): boolean {
    const loaded = model.dictionaries.map(({path}) => path);
    return loaded.length !== dictionaries.length || dictionaries.some((path) => !loaded.includes(path));
}
