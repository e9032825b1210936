import {Textarea} from "@mantine/core";
import {useState} from "react";
import styles from "./Message.module.css";

interface Props {
    readonly initial: string;
    readonly of: "question" | "answer";
    /** sends it and has it answered; absent: it can only be saved */
    readonly onSend?: (content: string) => void;
    /** keeps it as a version, and answers nothing */
    readonly onSave: (content: string) => void;
    readonly onCancel: () => void;
}

/** A message being changed. Of a question Enter sends it, of an answer Ctrl+Enter saves it; Escape leaves it. */
export function MessageEditor({initial, of, onSend, onSave, onCancel}: Props) {
    const [text, setText] = useState(initial);
    // an answer may begin or end with a space or a line on purpose: it can be continued
    const content = of === "question" ? text.trim() : text;
    const isEmpty = text.trim() === "";
    const isUnchanged = content === initial;
    const finish = (act: ((content: string) => void) | undefined) => !isEmpty && act?.(content);
    return (
        <div className={of === "question" ? styles.editor : styles.answerEditor}>
            <Textarea
                autosize
                minRows={1}
                maxRows={of === "question" ? 14 : 28}
                aria-label={of === "question" ? "Edit message" : "Edit answer"}
                value={text}
                data-autofocus
                ref={(area) => {
                    if (area && document.activeElement !== area && area.dataset.focused === undefined) {
                        area.dataset.focused = "";
                        area.focus();
                        area.setSelectionRange(area.value.length, area.value.length);
                    }
                }}
                onChange={(event) => setText(event.currentTarget.value)}
                onKeyDown={(event) => {
                    const sends = of === "question" ? !event.shiftKey : event.ctrlKey || event.metaKey;
                    if (event.key === "Enter" && sends && !event.nativeEvent.isComposing) {
                        event.preventDefault();
                        if (onSend !== undefined) finish(onSend);
                        else if (!isUnchanged) finish(onSave);
                    }
                    if (event.key === "Escape") {
                        event.stopPropagation();
                        onCancel();
                    }
                }}
            />
            <div className={styles.editorButtons}>
                <button type="button" className={styles.quiet} onClick={onCancel}>
                    Cancel
                </button>
                <button
                    type="button"
                    className={onSend === undefined ? styles.primary : styles.quiet}
                    disabled={isEmpty || isUnchanged}
                    onClick={() => finish(onSave)}
                >
                    {of === "question" ? "Save without answering" : "Save as new version"}
                </button>
                {onSend && (
                    <button type="button" className={styles.primary} disabled={isEmpty} onClick={() => finish(onSend)}>
                        Send as new version
                    </button>
                )}
            </div>
        </div>
    );
}
