import {Textarea} from "@mantine/core";
import {IconActivity, IconArrowUp, IconColumns3, IconPaperclip, IconPlayerStopFilled} from "@tabler/icons-react";
import {useEffect, useRef} from "react";
import type {Attachment, Conversation} from "../../../engine/contract/chat.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {showToast} from "../../widgets/Toasts.tsx";
import {AttachmentChips} from "./attachments/AttachmentChips.tsx";
import styles from "./Composer.module.css";
import {ContextMeter} from "./ContextMeter.tsx";
import {contextState, contextWords} from "./contextState.ts";
import {attachFiles, changeDraft, clearDraft, useDraft} from "./drafts.ts";
import type {GenerationControl} from "./generations.ts";
import {SamplingPopover} from "./SamplingPopover.tsx";
import {useContextUse} from "./useContextUse.ts";

interface Props {
    readonly conversation: Conversation;
    readonly generation: GenerationControl | null;
    /** why nothing can be sent; null: it can */
    readonly blocked: string | null;
    readonly modelId: string | null;
    readonly compare: boolean;
    /** features are read while an answer is written; null: there is no dictionary to read them through */
    readonly live: boolean | null;
    readonly onLive: (live: boolean) => void;
    readonly onSend: (content: string, attachments: readonly Attachment[]) => void;
    readonly onVariants: () => void;
}

/** Where a message is written. Enter sends, Shift+Enter begins a line, Escape stops the answer. */
export function Composer({conversation, generation, blocked, modelId, compare, live, onLive, onSend, onVariants}: Props) {
    const draft = useDraft(conversation.id);
    const area = useRef<HTMLTextAreaElement>(null);
    const picker = useRef<HTMLInputElement>(null);
    useEffect(() => {
        if (blocked === null && (document.activeElement === null || document.activeElement === document.body)) area.current?.focus({preventScroll: true});
    }, [blocked]);
    const isEmpty = draft.text.trim() === "";
    const {use, isCurrent} = useContextUse({conversation, draft, modelId, ready: modelId !== null && generation === null});
    const tooLong = use !== undefined && isCurrent && modelId !== null && contextState(use).state === "over" ? contextWords(use) : null;
    const send = () => {
        if (isEmpty || generation !== null || blocked !== null) return;
        if (tooLong !== null) {
            showToast({tone: "error", text: tooLong});
            return;
        }
        onSend(draft.text.trim(), draft.attachments);
        clearDraft(conversation.id);
    };
    const attach = (files: readonly File[]) => void attachFiles(conversation.id, files);
    const steers = conversation.steering.edits.length > 0 || (conversation.steering.rules?.length ?? 0) > 0;
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
            {draft.attachments.length > 0 && (
                <div className={styles.attachments}>
                    <AttachmentChips
                        attachments={draft.attachments}
                        onRemove={(index) => changeDraft(conversation.id, {attachments: draft.attachments.filter((_, at) => at !== index)})}
                    />
                </div>
            )}
            <Textarea
                ref={area}
                autosize
                minRows={1}
                maxRows={10}
                variant="unstyled"
                aria-label="Message"
                placeholder={blocked ?? "Say something to the model"}
                classNames={{input: styles.input ?? ""}}
                value={draft.text}
                onChange={(event) => changeDraft(conversation.id, {text: event.currentTarget.value})}
                onPaste={(event) => {
                    const files = [...event.clipboardData.files];
                    if (files.length === 0) return;
                    event.preventDefault();
                    attach(files);
                }}
                onKeyDown={(event) => {
                    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
                    event.preventDefault();
                    send();
                }}
            />
            <div className={styles.bar}>
                <IconButton label="Attach text files" onClick={() => picker.current?.click()}>
                    <IconPaperclip size={16} />
                </IconButton>
                <input
                    ref={picker}
                    type="file"
                    multiple
                    hidden
                    aria-label="Files to attach"
                    onChange={(event) => {
                        attach([...(event.currentTarget.files ?? [])]);
                        event.currentTarget.value = "";
                        area.current?.focus();
                    }}
                />
                <SamplingPopover conversation={conversation} modelId={modelId} />
                <IconButton
                    label="Answer under several variants"
                    aria-haspopup="dialog"
                    disabled={blocked !== null || generation !== null}
                    onClick={onVariants}
                >
                    <IconColumns3 size={16} />
                </IconButton>
                {live !== null && (
                    <IconButton label="Show features while the answer is written" pressed={live} onClick={() => onLive(!live)}>
                        <IconActivity size={16} />
                    </IconButton>
                )}
                {compare && <span className={styles.hint}>{steers ? "Answers twice: steered and default" : "Compare begins with the first edit"}</span>}
                <span className={styles.end}>
                    {use !== undefined && modelId !== null && <ContextMeter use={use} />}
                    {generation === null ? (
                        <IconButton
                            type="submit"
                            label={tooLong === null ? "Send" : "Send: it does not fit the context"}
                            keys="Enter"
                            tone="accent"
                            className={styles.send}
                            disabled={isEmpty || blocked !== null || tooLong !== null}
                        >
                            <IconArrowUp size={17} />
                        </IconButton>
                    ) : (
                        <IconButton label="Stop" keys="Esc" tone="accent" className={styles.send} disabled={generation.stopping} onClick={generation.stop}>
                            <IconPlayerStopFilled size={14} />
                        </IconButton>
                    )}
                </span>
            </div>
        </form>
    );
}
