import {SegmentedControl, Select, Textarea} from "@mantine/core";
import {useState} from "react";
import type {DictionaryInfo} from "../../../engine/contract/models.ts";
import type {PairReport} from "../../../engine/contract/pairs.ts";
import {Button} from "../../widgets/Button.tsx";
import {count} from "../../widgets/numbers.ts";
import {Progress} from "../../widgets/Progress.tsx";
import {type Measurement, measure, measuredShare} from "./measurements.ts";
import styles from "./Report.module.css";
import {measureStageWords} from "./words.ts";

interface Props {
    readonly dictionary: DictionaryInfo;
    readonly measurement: Measurement | null;
    readonly onReport: (report: PairReport) => void;
}

const LENGTHS = [512, 2048, 8192, 32_768];
const LONGEST_TEXT = 200_000;

/** Which text to measure on, how much of it, and how far that is. */
export function MeasureForm({dictionary, measurement, onReport}: Props) {
    const [own, setOwn] = useState(false);
    const [text, setText] = useState("");
    const [maxTokens, setMaxTokens] = useState("2048");
    const start = async () => {
        const report = await measure({dictionary: dictionary.id, maxTokens: Number(maxTokens), ...(own && {text})});
        if (report !== null) onReport(report);
    };
    const progress = measurement?.progress ?? null;
    return (
        // no form, and no submit: one button becomes the other in its place, and a click that stops must not also submit
        <div className={styles.measure}>
            <div className={styles.controls}>
                <SegmentedControl
                    size="xs"
                    aria-label="Text to measure on"
                    value={own ? "own" : "bundled"}
                    data={[
                        {value: "bundled", label: "Bundled text"},
                        {value: "own", label: "Own text"}
                    ]}
                    onChange={(value) => setOwn(value === "own")}
                />
                <Select
                    size="xs"
                    w={150}
                    aria-label="How much of it"
                    allowDeselect={false}
                    data={LENGTHS.map((length) => ({value: `${length}`, label: `about ${count(length)} tokens`}))}
                    value={maxTokens}
                    onChange={(value) => value !== null && setMaxTokens(value)}
                />
                {measurement === null ? (
                    <Button tone="accent" disabled={own && text.trim() === ""} onClick={() => void start()}>
                        Measure
                    </Button>
                ) : (
                    <Button onClick={measurement.stop}>Stop</Button>
                )}
                {measurement !== null && (
                    <div className={styles.progress}>
                        <span>{progress === null ? "Beginning" : measureStageWords(progress.stage)}</span>
                        <Progress label={`Measuring ${dictionary.name}`} share={progress === null ? null : measuredShare(progress)} />
                    </div>
                )}
            </div>
            {own && (
                <Textarea
                    size="xs"
                    autosize
                    minRows={4}
                    maxRows={12}
                    maxLength={LONGEST_TEXT}
                    label="Text"
                    placeholder="Paste what the model is used for. Some thousand words give steady figures."
                    value={text}
                    onChange={(event) => setText(event.currentTarget.value)}
                />
            )}
        </div>
    );
}
