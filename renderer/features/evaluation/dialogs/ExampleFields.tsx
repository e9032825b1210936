import {Textarea} from "@mantine/core";
import {IconPlus, IconX} from "@tabler/icons-react";
import type {AutosteerInput} from "../../../../engine/contract/evaluation.ts";
import {Button} from "../../../widgets/Button.tsx";
import {IconButton} from "../../../widgets/IconButton.tsx";
import styles from "../Evaluation.module.css";

export interface ExamplePair {
    readonly question: string;
    readonly wanted: string;
    readonly unwanted: string;
}

export const NO_PAIR: ExamplePair = {question: "", wanted: "", unwanted: ""};
const MAX_PAIRS = 64;

/** @returns null while one is half written, or there are fewer than two */
export function examplesOf(pairs: readonly ExamplePair[]): AutosteerInput["examples"] | null {
    const begun = pairs.filter((pair) => Object.values(pair).some((text) => text.trim() !== ""));
    if (begun.length < 2 || begun.some((pair) => Object.values(pair).some((text) => text.trim() === ""))) return null;
    const turns = ({question}: ExamplePair, answer: string) => [
        {role: "user" as const, content: question.trim()},
        {role: "assistant" as const, content: answer.trim()}
    ];
    return {encourage: begun.map((pair) => turns(pair, pair.wanted)), avoid: begun.map((pair) => turns(pair, pair.unwanted))};
}

interface Props {
    readonly pairs: readonly ExamplePair[];
    readonly onChange: (pairs: readonly ExamplePair[]) => void;
}

/** Answers as they should be beside the same as they should not be. */
export function ExampleFields({pairs, onChange}: Props) {
    const change = (index: number, part: Partial<ExamplePair>) => onChange(pairs.map((pair, at) => (at === index ? {...pair, ...part} : pair)));
    return (
        <div className={styles.field}>
            <span>Examples, two or more</span>
            <ol className={styles.pairs}>
                {pairs.map((pair, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a pair is its place
                    <li key={index}>
                        <Textarea
                            size="xs"
                            autosize
                            aria-label={`Question ${index + 1}`}
                            placeholder="A question"
                            value={pair.question}
                            onChange={(event) => change(index, {question: event.currentTarget.value})}
                        />
                        <IconButton label={`Remove pair ${index + 1}`} disabled={pairs.length <= 2} onClick={() => onChange(pairs.toSpliced(index, 1))}>
                            <IconX size={14} />
                        </IconButton>
                        <Textarea
                            size="xs"
                            autosize
                            minRows={2}
                            maxRows={6}
                            aria-label={`Wanted answer ${index + 1}`}
                            placeholder="Its answer as it should be"
                            value={pair.wanted}
                            onChange={(event) => change(index, {wanted: event.currentTarget.value})}
                        />
                        <Textarea
                            size="xs"
                            autosize
                            minRows={2}
                            maxRows={6}
                            aria-label={`Unwanted answer ${index + 1}`}
                            placeholder="As it should not be"
                            value={pair.unwanted}
                            onChange={(event) => change(index, {unwanted: event.currentTarget.value})}
                        />
                    </li>
                ))}
            </ol>
            <Button small tone="quiet" disabled={pairs.length >= MAX_PAIRS} onClick={() => onChange([...pairs, NO_PAIR])}>
                <IconPlus size={13} aria-hidden="true" /> Another pair
            </Button>
        </div>
    );
}
