import {IconRefresh} from "@tabler/icons-react";
import {useQuery} from "@tanstack/react-query";
import type {FoundModel} from "../../../../engine/contract/library.ts";
import {engine, queries} from "../../../app/engine.ts";
import {Button} from "../../../widgets/Button.tsx";
import {IconButton} from "../../../widgets/IconButton.tsx";
import {bytes} from "../../../widgets/numbers.ts";
import {Facts, Pill, Section, sheet} from "../../../widgets/Sheet.tsx";
import {Empty, Failed, Loading} from "../../../widgets/States.tsx";
import {showToast} from "../../../widgets/Toasts.tsx";
import {loadModel, modelTitle} from "../../models/index.ts";
import {modelFacts} from "../facts.ts";
import {problemWords} from "../problemWords.ts";
import {attempt} from "../useLibrary.ts";
import styles from "./ImportSection.module.css";
import {placeWords} from "./placeWords.ts";

/** Models that other programs, or the person, keep on this machine. */
export function FoundModels() {
    const found = useQuery(queries.library.found.queryOptions());
    return (
        <Section
            title="Found on this machine"
            about="Linked, not copied: they stay where they are, and stay usable there."
            aside={
                <IconButton label="Look again" disabled={found.isFetching} onClick={() => void found.refetch()}>
                    <IconRefresh size={15} />
                </IconButton>
            }
        >
            {found.isPending && <Loading what="Looking through the folders" />}
            {found.isError && <Failed error={found.error} onRetry={() => void found.refetch()} />}
            {found.data?.length === 0 && (
                <Empty title="No models found">Neither LM Studio, Ollama, the Hugging Face cache nor your own folders hold a GGUF model.</Empty>
            )}
            {found.data !== undefined && found.data.length > 0 && (
                <ul className={sheet.sheet} aria-label="Models found">
                    {found.data.map((model) => (
                        <FoundRow key={model.path} model={model} />
                    ))}
                </ul>
            )}
        </Section>
    );
}

function FoundRow({model}: {readonly model: FoundModel}) {
    const add = () =>
        void attempt(async () => {
            const added = await engine.models.add({path: model.path, dictionaries: []});
            showToast({tone: "plain", text: `${added.name} is in the library.`, action: {label: "Load", run: () => void loadModel(added.id)}});
        });
    return (
        <li className={sheet.row} aria-label={model.name}>
            <div className={styles.line}>
                <div className={styles.words}>
                    <h3>
                        {modelTitle(model.name, model.facts?.name)}
                        {model.facts?.quantization !== undefined && <Pill>{model.facts.quantization}</Pill>}
                    </h3>
                    <Facts facts={[placeWords(model.place), ...(model.facts === undefined ? [bytes(model.bytes)] : modelFacts(model.facts))]} />
                    <span className={sheet.path}>{model.path}</span>
                    {model.problem !== undefined && <p className={styles.problem}>{problemWords(model)}</p>}
                </div>
                {model.modelId !== undefined ? (
                    <span className={styles.here}>In the library</span>
                ) : (
                    <Button aria-label={`Add ${model.name}`} disabled={model.problem !== undefined} onClick={add}>
                        Add
                    </Button>
                )}
            </div>
        </li>
    );
}
