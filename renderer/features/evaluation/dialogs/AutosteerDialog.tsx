import {Modal, SegmentedControl, Select, TextInput} from "@mantine/core";
import {useQuery} from "@tanstack/react-query";
import {useState} from "react";
import type {AutosteerInput} from "../../../../engine/contract/evaluation.ts";
import type {DictionaryInfo} from "../../../../engine/contract/models.ts";
import {engine, queries} from "../../../app/engine.ts";
import {go} from "../../../app/route.ts";
import {Button} from "../../../widgets/Button.tsx";
import {count, duration} from "../../../widgets/numbers.ts";
import {showError} from "../../../widgets/Toasts.tsx";
import {keepKey} from "../../harvest/index.ts";
import styles from "../Evaluation.module.css";
import {refreshEvaluations} from "../useEvaluations.ts";
import {ExampleFields, examplesOf, NO_PAIR} from "./ExampleFields.tsx";
import {JudgeFields, judgeOf, NO_JUDGE} from "./JudgeFields.tsx";
import {modes} from "./modes.ts";
import {MAX_SEED, NumberField, wholeNumber} from "./NumberField.tsx";
import {MODELS_PROMPTS, PromptFields, promptsOf} from "./PromptFields.tsx";

interface Props {
    readonly specification: string;
    readonly dictionaries: readonly DictionaryInfo[];
    /** id of the one that is looked at */
    readonly dictionary: string;
    readonly onClose: () => void;
}

/** as the contract has it */
const FEWEST_PROMPTS = 4;
const MAX_FEATURES = 3;

/** @param seconds absent: not known for this machine */
function modeWords(mode: AutosteerInput["mode"], seconds: number | undefined): string {
    const {candidates, pairs, tokens} = modes[mode];
    const time = seconds === undefined ? "" : `, about ${duration(seconds)} on this machine`;
    return `${candidates} candidates, looked for in up to ${pairs} pairs of answers; at most about ${count(tokens)} tokens${time}`;
}

/** What the answers are to be like; the features for it are found. */
export function AutosteerDialog({specification, dictionaries, dictionary: first, onClose}: Props) {
    const [wanted, setWanted] = useState(specification);
    const [dictionary, setDictionary] = useState(first);
    const [mode, setMode] = useState<AutosteerInput["mode"]>("fast");
    const [judge, setJudge] = useState(NO_JUDGE);
    const [byExamples, setByExamples] = useState(false);
    const [pairs, setPairs] = useState([NO_PAIR, NO_PAIR]);
    const [prompts, setPrompts] = useState(MODELS_PROMPTS);
    const [featuresText, setFeaturesText] = useState("3");
    const [seedText, setSeedText] = useState("42");
    const [starting, setStarting] = useState(false);
    const estimate = useQuery(queries.evaluation.estimateAutosteer.queryOptions({input: {mode}}));
    const asked = judgeOf(judge);
    const own = promptsOf(prompts, FEWEST_PROMPTS);
    const maxFeatures = wholeNumber(featuresText, 1, MAX_FEATURES);
    const seed = wholeNumber(seedText, 0, MAX_SEED);
    const examples = byExamples ? examplesOf(pairs) : undefined;
    const missing =
        !byExamples && wanted.trim() === ""
            ? "Say what the answers are to be like."
            : examples === null
              ? "Two pairs, each complete, are needed."
              : asked === null
                ? "Say which model rates."
                : own === null
                  ? `${FEWEST_PROMPTS} to 64 prompts are needed.`
                  : maxFeatures === null || seed === null
                    ? "A number below can’t be taken as it is."
                    : null;
    const start = async () => {
        if (missing !== null || asked === null || maxFeatures === null || seed === null) return;
        setStarting(true);
        try {
            if ("baseUrl" in asked) await keepKey(asked.baseUrl, judge.apiKey);
            const run = await engine.evaluation.autosteer({
                specification: wanted.trim(),
                dictionary,
                mode,
                judge: asked,
                maxFeatures,
                seed,
                ...(own != null && {prompts: own}),
                ...(examples != null && {examples})
            });
            await refreshEvaluations();
            onClose();
            go({page: "evaluations", evaluation: run.id});
        } catch (error) {
            showError(error, {retry: () => void start()});
        } finally {
            setStarting(false);
        }
    };
    return (
        <Modal opened onClose={onClose} title="Find features for a behaviour" size={560} centered>
            <form
                className={styles.form}
                onSubmit={(event) => {
                    event.preventDefault();
                    void start();
                }}
            >
                <TextInput
                    label="Make it …"
                    placeholder="talk like a pirate"
                    description={
                        byExamples
                            ? "May be empty: the examples say it"
                            : "The model writes answers with and without this; what tells them apart is tried, and what comes of it is compared with asking for it"
                    }
                    maxLength={2000}
                    data-autofocus
                    value={wanted}
                    onChange={(event) => setWanted(event.currentTarget.value)}
                />
                <SegmentedControl
                    size="xs"
                    aria-label="What shows the behaviour"
                    value={byExamples ? "examples" : "words"}
                    data={[
                        {value: "words", label: "The model writes texts for it"},
                        {value: "examples", label: "I give examples"}
                    ]}
                    onChange={(value) => setByExamples(value === "examples")}
                />
                {byExamples && <ExampleFields pairs={pairs} onChange={(next) => setPairs([...next])} />}
                <div className={styles.field}>
                    <span>How thorough</span>
                    <SegmentedControl
                        size="xs"
                        fullWidth
                        aria-label="How thorough"
                        value={mode}
                        data={[
                            {value: "fast", label: "Fast"},
                            {value: "full", label: "Full"}
                        ]}
                        onChange={(value) => setMode(value === "full" ? "full" : "fast")}
                    />
                    <small>{modeWords(mode, estimate.data?.seconds)}</small>
                </div>
                <JudgeFields draft={judge} onChange={setJudge} />
                <details className={styles.more}>
                    <summary>Prompts, dictionary, number of features, seed</summary>
                    <div className={styles.form}>
                        <PromptFields draft={prompts} fewest={FEWEST_PROMPTS} onChange={setPrompts} />
                        <div className={styles.two}>
                            <Select
                                size="xs"
                                label="Dictionary"
                                allowDeselect={false}
                                data={dictionaries.map(({id, name}) => ({value: id, label: name}))}
                                value={dictionary}
                                onChange={(value) => value !== null && setDictionary(value)}
                            />
                            <NumberField label="Features, at most" min={1} max={MAX_FEATURES} value={featuresText} onChange={setFeaturesText} />
                            <NumberField label="Seed" min={0} max={MAX_SEED} value={seedText} onChange={setSeedText} />
                        </div>
                    </div>
                </details>
                <footer className={styles.buttons}>
                    <small role="status">{missing ?? "Each stage is shown while it works. It can be paused."}</small>
                    <Button onClick={onClose}>Cancel</Button>
                    <Button type="submit" tone="accent" disabled={starting || missing !== null}>
                        Find features
                    </Button>
                </footer>
            </form>
        </Modal>
    );
}
