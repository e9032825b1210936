import {Modal, SegmentedControl, Select} from "@mantine/core";
import {useQuery} from "@tanstack/react-query";
import {useState} from "react";
import type {DictionaryInfo} from "../../../engine/contract/models.ts";
import {engine, queries} from "../../app/engine.ts";
import {Button} from "../../widgets/Button.tsx";
import {Note} from "../../widgets/Note.tsx";
import {ago, count} from "../../widgets/numbers.ts";
import {showError} from "../../widgets/Toasts.tsx";
import {FileChooser, fileName} from "../chooser/index.ts";
import {announceRun} from "../runs/index.ts";
import styles from "./Harvest.module.css";

interface Props {
    readonly dictionary: DictionaryInfo;
    readonly opened: boolean;
    readonly onClose: () => void;
}

const LENGTHS = [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
const WORDS: Record<number, string> = {
    10000: "a first look",
    100000: "a good look",
    1000000: "enough for frequent features",
    10000000: "rare ones too",
    100000000: "as the research does"
};

/** What is harvested, and how much of it. */
export function HarvestDialog({dictionary, opened, onClose}: Props) {
    const before = useQuery({...queries.features.harvested.queryOptions({input: {dictionary: dictionary.id}}), enabled: opened}).data;
    const [corpus, setCorpus] = useState<string | null>(null);
    const [own, setOwn] = useState(false);
    const [choosing, setChoosing] = useState(false);
    const [maxTokens, setMaxTokens] = useState(1_000_000);
    const [starting, setStarting] = useState(false);
    const start = async () => {
        setStarting(true);
        try {
            const run = await engine.features.harvest({dictionary: dictionary.id, maxTokens, ...(own && corpus !== null && {corpus})});
            onClose();
            announceRun(run);
        } catch (error) {
            showError(error, {retry: () => void start()});
        } finally {
            setStarting(false);
        }
    };
    return (
        <>
            <Modal opened={opened && !choosing} onClose={onClose} title={`Harvest ${dictionary.name}`} size={500} centered>
                <form
                    className={styles.form}
                    onSubmit={(event) => {
                        event.preventDefault();
                        void start();
                    }}
                >
                    <p className={styles.about}>
                        The text goes through the model up to the dictionary’s layer, and what each feature does there is written down. It stays on this
                        machine.
                    </p>
                    {before != null && (
                        <Note>
                            Harvested {ago(before.at)} on {count(before.tokens)} tokens of {fileName(before.corpus)}. A new harvest takes its place when it is
                            complete.
                        </Note>
                    )}
                    <div className={styles.field}>
                        <span>Text</span>
                        <SegmentedControl
                            size="xs"
                            fullWidth
                            aria-label="Text to harvest"
                            value={own ? "own" : "bundled"}
                            data={[
                                {value: "bundled", label: "The one that comes with Saelor"},
                                {value: "own", label: "A file of mine"}
                            ]}
                            onChange={(value) => {
                                setOwn(value === "own");
                                if (value === "own" && corpus === null) setChoosing(true);
                            }}
                        />
                        {own ? (
                            <span className={styles.file}>
                                <code title={corpus ?? undefined}>{corpus === null ? "no file chosen" : fileName(corpus)}</code>
                                <Button small onClick={() => setChoosing(true)}>
                                    {corpus === null ? "Choose a file…" : "Another…"}
                                </Button>
                            </span>
                        ) : (
                            <small>Conversations about many things, enough to try it out. Your own text tells more about what you use the model for.</small>
                        )}
                        {own && <small>Plain text, JSONL, Parquet, or chat transcripts.</small>}
                    </div>
                    <Select
                        size="xs"
                        label="At most"
                        allowDeselect={false}
                        data={LENGTHS.map((length) => ({value: `${length}`, label: `${count(length)} tokens: ${WORDS[length]}`}))}
                        value={`${maxTokens}`}
                        onChange={(value) => value !== null && setMaxTokens(Number(value))}
                    />
                    <footer className={styles.buttons}>
                        <small>How long it takes is shown as soon as it runs; it can be paused.</small>
                        <Button onClick={onClose}>Cancel</Button>
                        <Button type="submit" tone="accent" disabled={starting || (own && corpus === null)}>
                            Begin the harvest
                        </Button>
                    </footer>
                </form>
            </Modal>
            <FileChooser opened={opened && choosing} title="Text to harvest" wants="file" onChoose={setCorpus} onClose={() => setChoosing(false)} />
        </>
    );
}
