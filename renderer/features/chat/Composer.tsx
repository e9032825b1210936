import {Textarea} from "@mantine/core";
import {IconArrowUp, IconPlayerStopFilled} from "@tabler/icons-react";
import {useEffect, useRef, useState} from "react";
import type {Conversation} from "../../../engine/contract/chat.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import styles from "./Composer.module.css";
import type {Generation} from "./generations.ts";
import {SamplingPopover} from "./SamplingPopover.tsx";

interface Props {
    readonly conversation: Conversation;
    readonly generation: Generation | null;
    /** why nothing can be sent; null: it can */
    readonly blocked: string | null;
    readonly compare: boolean;
    readonly onSend: (content: string) => void;
}

const drafts = new Map<string, string>();

/** Where a message is written. Enter sends, Shift+Enter begins a line, Escape stops the answer. */
export function Composer({conversation, generation, blocked, compare, onSend}: Props) {
    const [text, setText] = useState(drafts.get(conversation.id) ?? "");
    const area = useRef<HTMLTextAreaElement>(null);
    useEffect(() => void drafts.set(conversation.id, text), [conversation.id, text]);
    useEffect(() => {
        if (blocked === null && (document.activeElement === null || document.activeElement === document.body)) area.current?.focus({preventScroll: true});
    }, [blocked]);
    const isEmpty = text.trim() === "";
    const send = () => {
        if (isEmpty || generation !== null || blocked !== null) return;
        onSend(text.trim());
        setText("");
    };
    return (
        <form
            className={styles.composer}
            aria-label="Write a message"
            onSubmit={(event) => {
                event.preventDefault();
                send();
                area.current?.focus();
            }}
        >
            <Textarea
                ref={area}
                autosize
                minRows={1}
                maxRows={10}
                variant="unstyled"
                aria-label="Message"
                placeholder={blocked ?? "Say something to the model"}
                classNames={{input: styles.input ?? ""}}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
                onKeyDown={(event) => {
                    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
                    event.preventDefault();
                    send();
                }}
            />
            <div className={styles.bar}>
                <SamplingPopover conversation={conversation} />
                {compare && (
                    <span className={styles.hint}>
                        {conversation.steering.edits.length === 0 ? "Compare begins with the first edit" : "Answers twice: steered and default"}
                    </span>
                )}
                {generation === null ? (
                    <IconButton type="submit" label="Send" keys="Enter" tone="accent" className={styles.send} disabled={isEmpty || blocked !== null}>
                        <IconArrowUp size={17} />
                    </IconButton>
                ) : (
                    <IconButton label="Stop" keys="Esc" tone="accent" className={styles.send} disabled={generation.stopping} onClick={generation.stop}>
                        <IconPlayerStopFilled size={14} />
                    </IconButton>
                )}
            </div>
        </form>
    );
}
