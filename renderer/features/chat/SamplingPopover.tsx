import {NumberInput, Popover, Textarea} from "@mantine/core";
import {IconAdjustmentsHorizontal, IconDice5} from "@tabler/icons-react";
import {useCallback, useEffect, useRef, useState} from "react";
import type {Conversation} from "../../../engine/contract/chat.ts";
import {DEFAULT_SAMPLING, type Sampling} from "../../../engine/contract/sampling.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {configureChat} from "./chatActions.ts";
import {isSameSampling, setModelDefault, useModelDefault} from "./modelDefault.ts";
import {PromptDate} from "./PromptDate.tsx";
import styles from "./SamplingPopover.module.css";

interface Field {
    readonly name: keyof Sampling;
    readonly label: string;
    readonly help: string;
    readonly min: number;
    readonly max: number;
    readonly step: number;
    readonly whole?: boolean;
}

const fields: readonly Field[] = [
    {name: "temperature", label: "Temperature", help: "0 always takes the likeliest token", min: 0, max: 5, step: 0.05},
    {name: "topP", label: "Top P", help: "Keeps the likeliest tokens up to this share", min: 0.01, max: 1, step: 0.01},
    {name: "topK", label: "Top K", help: "Keeps this many tokens; 0 is off", min: 0, max: 1000, step: 1, whole: true},
    {name: "minP", label: "Min P", help: "Drops tokens under this share of the likeliest", min: 0, max: 1, step: 0.01},
    {name: "repeatPenalty", label: "Repeat penalty", help: "1 is off", min: 0.1, max: 3, step: 0.05},
    {name: "maxTokens", label: "Longest answer", help: "In tokens", min: 1, max: 131_072, step: 64, whole: true}
];

const SAVE_AFTER_MS = 400;
const LARGEST_SEED = 0xffff_ffff;

/** How answers of this chat are drawn: the system prompt and the sampling. */
export function SamplingPopover({conversation, modelId}: {readonly conversation: Conversation; readonly modelId: string | null}) {
    const {sampling} = conversation;
    const modelDefault = useModelDefault(modelId);
    const set = (change: Partial<Sampling>) => void configureChat(conversation.id, {sampling: change});
    return (
        <Popover position="top-start" width={340} trapFocus>
            <Popover.Target>
                <IconButton label="Chat settings" text={`${sampling.temperature === 0 ? "Greedy" : `Temperature ${sampling.temperature}`}`}>
                    <IconAdjustmentsHorizontal size={16} />
                </IconButton>
            </Popover.Target>
            <Popover.Dropdown aria-label="Chat settings" className={styles.box}>
                <SystemPrompt conversationId={conversation.id} value={conversation.systemPrompt} />
                <div className={styles.fields}>
                    {fields.map(({name, label, help, min, max, step, whole}) => (
                        <div key={name} className={styles.field} title={help}>
                            <span aria-hidden="true">{label}</span>
                            <NumberInput
                                size="xs"
                                aria-label={label}
                                hideControls
                                min={min}
                                max={max}
                                step={step}
                                decimalScale={whole ? 0 : 3}
                                allowDecimal={!whole}
                                value={sampling[name]}
                                onChange={(value) => typeof value === "number" && value >= min && value <= max && set({[name]: value})}
                            />
                        </div>
                    ))}
                    <div className={styles.field} title="The same seed and settings give the same answer">
                        <span>Seed</span>
                        <NumberInput
                            size="xs"
                            aria-label="Seed"
                            hideControls
                            min={0}
                            max={LARGEST_SEED}
                            allowDecimal={false}
                            value={sampling.seed}
                            rightSection={
                                <IconButton label="Roll a new seed" onClick={() => set({seed: Math.floor(Math.random() * LARGEST_SEED)})}>
                                    <IconDice5 size={15} />
                                </IconButton>
                            }
                            onChange={(value) => typeof value === "number" && value >= 0 && value <= LARGEST_SEED && set({seed: value})}
                        />
                    </div>
                </div>
                <div className={styles.defaults}>
                    <button
                        type="button"
                        disabled={isSameSampling(sampling, modelDefault ?? DEFAULT_SAMPLING)}
                        onClick={() => set(modelDefault ?? DEFAULT_SAMPLING)}
                    >
                        {modelDefault === null ? "Back to the defaults" : "Back to this model’s defaults"}
                    </button>
                    {modelId !== null && (
                        <button
                            type="button"
                            title="New chats begin with this sampling while this model is loaded"
                            disabled={modelDefault !== null && isSameSampling(sampling, modelDefault)}
                            onClick={() => setModelDefault(modelId, sampling)}
                        >
                            Make default for this model
                        </button>
                    )}
                    {modelId !== null && modelDefault !== null && (
                        <button type="button" onClick={() => setModelDefault(modelId, null)}>
                            Forget this model’s defaults
                        </button>
                    )}
                </div>
                <PromptDate />
            </Popover.Dropdown>
        </Popover>
    );
}

function SystemPrompt({conversationId, value}: {readonly conversationId: string; readonly value: string}) {
    const [text, setText] = useState(value);
    const unsaved = useRef<string | null>(null);
    const save = useCallback(() => {
        if (unsaved.current !== null) void configureChat(conversationId, {systemPrompt: unsaved.current});
        unsaved.current = null;
    }, [conversationId]);
    const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
    const change = (next: string) => {
        setText(next);
        unsaved.current = next;
        clearTimeout(timer.current);
        timer.current = setTimeout(save, SAVE_AFTER_MS);
    };
    useEffect(
        () => () => {
            clearTimeout(timer.current);
            save();
        },
        [save]
    );
    return (
        <Textarea
            size="xs"
            autosize
            minRows={2}
            maxRows={8}
            label="System prompt"
            placeholder="What the model should always keep in mind"
            value={text}
            onChange={(event) => change(event.currentTarget.value)}
        />
    );
}
