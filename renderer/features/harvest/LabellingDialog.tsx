import {Checkbox, Modal, NumberInput, SegmentedControl} from "@mantine/core";
import {useDebouncedValue} from "@mantine/hooks";
import {useQuery} from "@tanstack/react-query";
import {useState} from "react";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import {engine, queries} from "../../app/engine.ts";
import {Button} from "../../widgets/Button.tsx";
import {Note} from "../../widgets/Note.tsx";
import {count, counted, duration} from "../../widgets/numbers.ts";
import {Failed} from "../../widgets/States.tsx";
import {showError} from "../../widgets/Toasts.tsx";
import {useLoadedModel} from "../models/index.ts";
import {announceRun} from "../runs/index.ts";
import styles from "./Harvest.module.css";
import {keepKey} from "./keepKey.ts";
import {baseUrls, hostOf, isLocal, type LabellerFields, labellerOf} from "./labellerOf.ts";
import {ServerFields} from "./ServerFields.tsx";

interface Props {
    readonly dictionary: string;
    /** these; absent: live features without a label, the most frequent first */
    readonly features?: FeatureId[];
    readonly opened: boolean;
    readonly onClose: () => void;
}

const START: LabellerFields = {kind: "loaded", baseUrl: baseUrls.openai, model: ""};

/** Which model describes which features, what that takes, and what is sent where. */
export function LabellingDialog({dictionary, features, opened, onClose}: Props) {
    const loaded = useLoadedModel();
    const [fields, setFields] = useState(START);
    const [key, setKey] = useState("");
    const [limit, setLimit] = useState(100);
    const [score, setScore] = useState(true);
    const [starting, setStarting] = useState(false);
    const labeller = labellerOf(fields);
    const isRemote = fields.kind !== "loaded";
    const input = labeller === null ? null : {dictionary, labeller, score, limit, ...(features !== undefined && {features})};
    const [asked] = useDebouncedValue(input, 350);
    const estimate = useQuery({
        ...queries.labels.estimate.queryOptions({input: asked ?? {dictionary, labeller: {kind: "loaded"}}}),
        enabled: opened && asked !== null
    });
    const start = async () => {
        if (input === null) return;
        setStarting(true);
        try {
            if (labeller !== null && labeller.kind !== "loaded") await keepKey(labeller.baseUrl, key);
            const run = await engine.labels.explain(input);
            setKey("");
            onClose();
            announceRun(run);
        } catch (error) {
            showError(error, {retry: () => void start()});
        } finally {
            setStarting(false);
        }
    };
    const change = (part: Partial<LabellerFields>) => setFields({...fields, ...part});
    return (
        <Modal opened={opened} onClose={onClose} title={features === undefined ? "Have features described" : "Have this feature described"} size={520} centered>
            <form
                className={styles.form}
                onSubmit={(event) => {
                    event.preventDefault();
                    void start();
                }}
            >
                <p className={styles.about}>
                    A model reads where {features === undefined ? "each feature" : "the feature"} fired in the harvest and says in a few words what these places
                    have in common.
                </p>
                {features === undefined && (
                    <NumberInput
                        size="xs"
                        label="How many features"
                        description="Those that fire and have no label, the most frequent first"
                        min={1}
                        max={65_536}
                        thousandSeparator=","
                        value={limit}
                        onChange={(value) => setLimit(Math.max(1, Math.min(65_536, Number(value) || 1)))}
                    />
                )}
                <div className={styles.field}>
                    <span>Described by</span>
                    <SegmentedControl
                        size="xs"
                        fullWidth
                        aria-label="Described by"
                        value={fields.kind}
                        data={[
                            {value: "loaded", label: "The loaded model"},
                            {value: "openai", label: "A server"},
                            {value: "anthropic", label: "Anthropic"}
                        ]}
                        onChange={(value) => {
                            const kind = value === "openai" || value === "anthropic" ? value : "loaded";
                            change({kind, ...(kind !== "loaded" && {baseUrl: baseUrls[kind]})});
                        }}
                    />
                </div>
                {isRemote && <ServerFields opened={opened} fields={fields} onChange={change} apiKey={key} onApiKey={setKey} />}
                <Checkbox
                    size="xs"
                    checked={score}
                    label="Score it as well"
                    description="Shows the model further texts and asks where the label applies: .5 is chance, 1 always right. About three times the tokens."
                    onChange={(event) => setScore(event.currentTarget.checked)}
                />
                {isRemote ? (
                    <Note tone={isLocal(fields.baseUrl) ? "plain" : "warning"}>
                        {isLocal(fields.baseUrl)
                            ? "The harvested texts around each feature’s examples go to that program on this machine."
                            : `The harvested texts around each feature’s examples are sent to ${hostOf(fields.baseUrl)}, with your key. Nothing else is. Do not do this with text that must stay here.`}
                    </Note>
                ) : (
                    <Note>
                        Nothing leaves this machine: {loaded?.name ?? "the loaded model"} describes its own features.
                        {loaded?.nParameters !== undefined && loaded.nParameters < SMALL && " A model this small describes poorly; see the scores."}
                    </Note>
                )}
                <div className={styles.estimate} role="status">
                    {labeller === null ? (
                        "Say which model, and what it takes is shown here."
                    ) : estimate.isError ? (
                        <Failed error={estimate.error} onRetry={() => void estimate.refetch()} />
                    ) : estimate.data === undefined ? (
                        "Estimating"
                    ) : estimate.data.features === 0 ? (
                        `Nothing to describe: ${features === undefined ? "every feature that fired in the harvest has a label" : "it never fired in the harvest"}.`
                    ) : (
                        <>
                            <strong>{counted(estimate.data.features, "feature")}</strong>: about {count(estimate.data.promptTokens)} tokens to read and{" "}
                            {count(estimate.data.answerTokens)} to write
                            {estimate.data.seconds !== undefined && (
                                <>
                                    , <strong>{duration(estimate.data.seconds)}</strong> on this machine
                                </>
                            )}
                            .
                        </>
                    )}
                </div>
                <footer className={styles.buttons}>
                    <small>It can be paused; what is labelled is kept.</small>
                    <Button onClick={onClose}>Cancel</Button>
                    <Button type="submit" tone="accent" disabled={starting || labeller === null || estimate.data?.features === 0}>
                        {isRemote && !isLocal(fields.baseUrl) ? "Send and describe" : "Describe"}
                    </Button>
                </footer>
            </form>
        </Modal>
    );
}

/** parameters under which a model writes labels that say little */
const SMALL = 3e9;
