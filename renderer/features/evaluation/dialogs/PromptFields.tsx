import {SegmentedControl, Textarea} from "@mantine/core";
import {useRef, useState} from "react";
import type {EvaluationPrompt} from "../../../../engine/contract/evaluation.ts";
import {Button} from "../../../widgets/Button.tsx";
import {Note} from "../../../widgets/Note.tsx";
import {counted} from "../../../widgets/numbers.ts";

import styles from "../Evaluation.module.css";
import {readPrompts} from "./readLines.ts";
import {readTextFile} from "./readTextFile.ts";

export interface PromptsDraft {
    readonly own: boolean;
    readonly text: string;
}

export const MODELS_PROMPTS: PromptsDraft = {own: false, text: ""};
export const MAX_PROMPTS = 64;

/** @returns undefined: the model's own; null: too few or too many */
export function promptsOf({own, text}: PromptsDraft, fewest: number): EvaluationPrompt[] | undefined | null {
    if (!own) return undefined;
    const {prompts} = readPrompts(text);
    return prompts.length < fewest || prompts.length > MAX_PROMPTS ? null : prompts;
}

interface Props {
    readonly draft: PromptsDraft;
    readonly fewest: number;
    readonly onChange: (draft: PromptsDraft) => void;
}

/** Which questions are answered. */
export function PromptFields({draft, fewest, onChange}: Props) {
    const file = useRef<HTMLInputElement>(null);
    const [problem, setProblem] = useState<string | null>(null);
    const {prompts, repeated} = readPrompts(draft.text);
    const facts = prompts.reduce((sum, prompt) => sum + (prompt.facts?.length ?? 0), 0);
    const read = async (chosen: File | undefined) => {
        if (chosen === undefined) return;
        const found = await readTextFile(chosen);
        if ("problem" in found) return setProblem(found.problem);
        setProblem(null);
        onChange({own: true, text: found.text});
    };
    return (
        <div className={styles.field}>
            <span>Prompts</span>
            <SegmentedControl
                size="xs"
                fullWidth
                aria-label="Prompts"
                value={draft.own ? "own" : "model"}
                data={[
                    {value: "model", label: "The model’s own"},
                    {value: "own", label: "Mine"}
                ]}
                onChange={(value) => onChange({...draft, own: value === "own"})}
            />
            {draft.own && (
                <>
                    <Textarea
                        size="xs"
                        aria-label="Prompts, one a line"
                        autosize
                        minRows={3}
                        maxRows={9}
                        placeholder={"Tell me about Mars.\n- the fourth planet from the Sun\n- two small moons\nWhat is tea?"}
                        value={draft.text}
                        onChange={(event) => {
                            setProblem(null);
                            onChange({own: true, text: event.currentTarget.value});
                        }}
                    />
                    {problem !== null && (
                        <div role="alert">
                            <Note tone="bad">{problem} What was here is as it was.</Note>
                        </div>
                    )}
                    <input
                        ref={file}
                        type="file"
                        hidden
                        accept=".txt,.md,.csv,text/*"
                        onChange={(event) => {
                            void read(event.currentTarget.files?.[0]);
                            event.currentTarget.value = "";
                        }}
                    />
                    <span className={styles.beside}>
                        <small>
                            One a line; below it, lines that begin with a dash are facts that a true answer says. {counted(prompts.length, "prompt")}
                            {facts > 0 && `, ${counted(facts, "fact")}`}
                            {repeated > 0 && `; ${counted(repeated, "line")} left out: ${repeated === 1 ? "it was" : "they were"} there already`}
                            {prompts.length < fewest && `; at least ${fewest} are needed`}
                            {prompts.length > MAX_PROMPTS && `; at most ${MAX_PROMPTS} are taken`}.
                        </small>
                        <Button small onClick={() => file.current?.click()}>
                            From a file…
                        </Button>
                    </span>
                </>
            )}
        </div>
    );
}
