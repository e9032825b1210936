import {Textarea} from "@mantine/core";
import {IconWand} from "@tabler/icons-react";
import {useId, useState} from "react";
import type {Condition} from "../../../../engine/contract/conditions.ts";
import {engine} from "../../../app/engine.ts";
import {tellCode} from "../../../app/errorSentences.ts";
import {Button} from "../../../widgets/Button.tsx";
import {Note} from "../../../widgets/Note.tsx";
import {Failed, Loading} from "../../../widgets/States.tsx";
import {showError} from "../../../widgets/Toasts.tsx";
import {HarvestProgress} from "../../harvest/index.ts";
import {readLines} from "../dialogs/readLines.ts";
import {refreshEvaluations, useEvaluation} from "../useEvaluations.ts";
import styles from "./Condition.module.css";
import {Found} from "./Found.tsx";
import {Questions} from "./Questions.tsx";

interface Props {
    readonly dictionary: string;
    readonly onFound: (condition: Condition) => void;
}

/** as the contract has it */
const FEWEST = 3;
const MAX = 64;

/** Finds what tells that the user is doing something, for a rule. It stands within the form of the rule, so it is no form itself. */
export function ConditionFinder({dictionary, onFound}: Props) {
    const [open, setOpen] = useState(false);
    const [id, setId] = useState<string | null>(null);
    const [specification, setSpecification] = useState("");
    const [hold, setHold] = useState("");
    const [not, setNot] = useState("");
    const [starting, setStarting] = useState(false);
    const bodyId = useId();
    const examples = {hold: readLines(hold), not: readLines(not)};
    const hasExamples = examples.hold.length > 0 || examples.not.length > 0;
    const missing =
        hasExamples && (examples.hold.length < FEWEST || examples.not.length < FEWEST || examples.hold.length > MAX || examples.not.length > MAX)
            ? `Examples: ${FEWEST} to ${MAX} of each.`
            : specification.trim() === "" && !hasExamples
              ? "Say what the user is doing."
              : null;
    const start = async () => {
        if (missing !== null || starting) return;
        setStarting(true);
        try {
            const said = specification.trim();
            const run = await engine.evaluation.autocondition({
                specification: said === "" || /^the user\b/i.test(said) ? said : `the user is ${said}`,
                dictionary,
                ...(hasExamples && {examples})
            });
            await refreshEvaluations();
            setId(run.id);
        } catch (error) {
            showError(error, {retry: () => void start()});
        } finally {
            setStarting(false);
        }
    };
    if (!open)
        return (
            <Button small tone="quiet" className={styles.opener} aria-expanded={false} onClick={() => setOpen(true)}>
                <IconWand size={14} aria-hidden="true" /> Find a condition for when the user is …
            </Button>
        );
    return (
        <section className={styles.finder} aria-label="Find a condition" id={bodyId}>
            <label className={styles.line}>
                when the user is
                <input
                    // biome-ignore lint/a11y/noAutofocus: opened by a click, to be typed into
                    autoFocus
                    value={specification}
                    placeholder="asking about money"
                    maxLength={1900}
                    onChange={(event) => setSpecification(event.currentTarget.value)}
                    onKeyDown={(event) => {
                        if (event.key !== "Enter") return;
                        event.preventDefault();
                        void start();
                    }}
                />
            </label>
            <details>
                <summary>Questions of mine instead of those that are made</summary>
                <p>Half of them are kept back. From about eight of each kind on it can be told whether a feature does better than chance.</p>
                <div className={styles.examples}>
                    <Textarea
                        size="xs"
                        autosize
                        minRows={3}
                        maxRows={8}
                        label="It holds for, one a line"
                        value={hold}
                        onChange={(event) => setHold(event.currentTarget.value)}
                    />
                    <Textarea
                        size="xs"
                        autosize
                        minRows={3}
                        maxRows={8}
                        label="It does not for"
                        value={not}
                        onChange={(event) => setNot(event.currentTarget.value)}
                    />
                </div>
            </details>
            <div className={styles.buttons}>
                <small role="status">{missing ?? "Questions of both kinds are read; some choose the feature that tells them apart, others verify it."}</small>
                <Button
                    small
                    onClick={() => {
                        setOpen(false);
                        setId(null);
                    }}
                >
                    Close
                </Button>
                <Button small tone="accent" disabled={missing !== null || starting} onClick={() => void start()}>
                    Find
                </Button>
            </div>
            {id !== null && <Finding key={id} id={id} onFound={onFound} />}
        </section>
    );
}

function Finding({id, onFound}: {readonly id: string; readonly onFound: (condition: Condition) => void}) {
    const found = useEvaluation("getAutocondition", id);
    const {run} = found;
    if (found.isError) return <Failed error={found.error} onRetry={() => void found.refetch()} />;
    if (run?.state === "failed" && run.error !== undefined)
        return <Note tone="bad">{tellCode(run.error.code, run.error.data, run.error.message).sentence}</Note>;
    if (found.data?.done !== true) return run === null ? <Loading what="Beginning" /> : <HarvestProgress run={run} />;
    const {hold, not, keptBack} = found.data;
    return (
        <>
            <Found found={found.data} use="Put it into the rule" onUse={onFound} />
            {hold.length > 0 && (
                <details>
                    <summary>
                        The questions: {hold.length} for which it should hold, {not.length} for which it should not;{" "}
                        {keptBack.hold.length + keptBack.not.length} of them were kept back
                    </summary>
                    <Questions {...found.data} />
                </details>
            )}
            <small>It is kept among the evaluations.</small>
        </>
    );
}
