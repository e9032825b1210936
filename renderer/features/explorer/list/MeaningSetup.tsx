import {useQuery} from "@tanstack/react-query";
import {useState} from "react";
import {engine, queries, queryClient} from "../../../app/engine.ts";
import {Button} from "../../../widgets/Button.tsx";
import {count} from "../../../widgets/numbers.ts";
import {Failed} from "../../../widgets/States.tsx";
import {showError} from "../../../widgets/Toasts.tsx";
import {FileChooser, fileName} from "../../chooser/index.ts";
import {announceRun} from "../../runs/index.ts";
import styles from "./Explorer.module.css";

/** @returns whether labels can be searched by meaning; undefined: not known yet */
export function useMeaning(dictionary: string, enabled: boolean) {
    const status = useQuery({...queries.features.meaning.status.queryOptions({input: {dictionary}}), enabled});
    return {ready: status.data === undefined ? undefined : status.data.model !== undefined && status.data.embedded > 0, status};
}

/** Which embedding model labels are searched by meaning with. */
export function MeaningSetup({dictionary}: {readonly dictionary: string}) {
    const {status} = useMeaning(dictionary, true);
    const [choosing, setChoosing] = useState(false);
    const use = async (path: string | null) => {
        try {
            const run = await engine.features.meaning.use({dictionary, path});
            if (run !== null) announceRun(run);
            await queryClient.invalidateQueries({queryKey: queries.features.key()});
        } catch (error) {
            showError(error, {retry: () => void use(path)});
        }
    };
    if (status.isError) return <Failed error={status.error} onRetry={() => void status.refetch()} />;
    if (status.data === undefined) return null;
    const {model, embedded, labels} = status.data;
    return (
        <div className={styles.meaning}>
            {model === undefined ? (
                <p>
                    <strong>Search by meaning</strong> finds labels that say the same in other words. It needs a small embedding model as a GGUF file (an
                    all-MiniLM or nomic-embed, some 20 to 300 MB), which reads the {count(labels)} labels once. Nothing leaves this machine.
                </p>
            ) : (
                <p>
                    By <strong>{fileName(model)}</strong>:{" "}
                    {embedded < labels ? `${count(embedded)} of ${count(labels)} labels read` : `${count(labels)} labels`}
                </p>
            )}
            <span className={styles.meaningButtons}>
                <Button small tone={model === undefined ? "accent" : "plain"} onClick={() => setChoosing(true)}>
                    {model === undefined ? "Choose an embedding model…" : "Another model…"}
                </Button>
                {model !== undefined && embedded < labels && (
                    <Button small onClick={() => void use(model)}>
                        Read the rest
                    </Button>
                )}
                {model !== undefined && (
                    <Button small tone="quiet" onClick={() => void use(null)}>
                        Turn off
                    </Button>
                )}
            </span>
            <FileChooser opened={choosing} title="Embedding model" wants="file" onChoose={(path) => void use(path)} onClose={() => setChoosing(false)} />
        </div>
    );
}
