import {IconChevronDown, IconChevronRight} from "@tabler/icons-react";
import {useEffect, useId, useRef, useState} from "react";
import type {Preset} from "../../../engine/contract/presets.ts";
import {engine} from "../../app/engine.ts";
import {Button} from "../../widgets/Button.tsx";
import {ago} from "../../widgets/numbers.ts";
import {showError} from "../../widgets/Toasts.tsx";
import styles from "./Presets.module.css";

interface Props {
    readonly preset: Preset;
    /** its dictionary is loaded: its examples can be written again */
    readonly applicable: boolean;
}

interface Replayed {
    readonly same: boolean;
    readonly got: string;
}

/** Examples of what a preset does, and what runs proved of it. */
export function PresetDetails({preset, applicable}: Props) {
    const {examples, evidence, systemPrompt} = preset;
    const [open, setOpen] = useState(false);
    const [results, setResults] = useState<ReadonlyMap<number, Replayed>>(new Map());
    const [running, setRunning] = useState(false);
    const controller = useRef<AbortController>(undefined);
    useEffect(() => () => controller.current?.abort(), []);
    const bodyId = useId();
    if (examples.length === 0 && evidence.length === 0 && systemPrompt === undefined) return null;
    const replay = async () => {
        controller.current = new AbortController();
        const {signal} = controller.current;
        setRunning(true);
        setResults(new Map());
        try {
            for await (const {example, same, got} of await engine.presets.replay({id: preset.id}, {signal}))
                setResults((old) => new Map([...old, [example, {same, got}]]));
        } catch (error) {
            if (!signal.aborted) showError(error);
        } finally {
            if (!signal.aborted) setRunning(false);
        }
    };
    const stop = () => {
        controller.current?.abort();
        setRunning(false);
    };
    return (
        <div className={styles.details}>
            <button type="button" className={styles.more} aria-expanded={open} aria-controls={bodyId} onClick={() => setOpen(!open)}>
                {open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
                {examples.length > 0 ? "Examples and evidence" : "Details"}
            </button>
            <div id={bodyId} hidden={!open}>
                {systemPrompt !== undefined && (
                    <p className={styles.prompt}>
                        <b>System prompt</b> {systemPrompt}
                    </p>
                )}
                {examples.length > 0 && (
                    <div className={styles.replay}>
                        {running ? (
                            <Button small onClick={stop}>
                                Stop
                            </Button>
                        ) : (
                            <Button
                                small
                                disabled={!applicable}
                                title={applicable ? undefined : "What it was made on is not loaded"}
                                onClick={() => void replay()}
                            >
                                Write them again
                            </Button>
                        )}
                        <small role="status">
                            {running
                                ? `${results.size} of ${examples.length} written`
                                : results.size > 0
                                  ? `${[...results.values()].filter(({same}) => same).length} of ${results.size} came out the same`
                                  : "The same machine writes the same tokens."}
                        </small>
                    </div>
                )}
                {examples.map((example, index) => {
                    const again = results.get(index);
                    return (
                        // biome-ignore lint/suspicious/noArrayIndexKey: an example is its place
                        <section key={index} className={styles.example} aria-label={`Example ${index + 1}`}>
                            <p className={styles.question}>{example.turns.findLast(({role}) => role === "user")?.content}</p>
                            <div className={styles.lanes}>
                                {example.plain !== undefined && (
                                    <div>
                                        <h4>Without</h4>
                                        <p>{example.plain}</p>
                                    </div>
                                )}
                                <div>
                                    <h4>With it{again !== undefined && (again.same ? ", the same again" : ", comes out otherwise now")}</h4>
                                    <p>{example.answer}</p>
                                </div>
                                {again !== undefined && !again.same && (
                                    <div>
                                        <h4>Now</h4>
                                        <p>{again.got}</p>
                                    </div>
                                )}
                            </div>
                        </section>
                    );
                })}
                {evidence.length > 0 && (
                    <ul className={styles.evidence} aria-label="Evidence">
                        {evidence.map((proof) => (
                            <li key={`${proof.kind} ${proof.at}`}>
                                <b>{proof.kind}</b> <small>{ago(proof.at)}</small>
                                <p>{proof.text}</p>
                            </li>
                        ))}
                    </ul>
                )}
            </div>
        </div>
    );
}
