import {Textarea} from "@mantine/core";
import {useState} from "react";
import styles from "./Message.module.css";

interface Props {
    readonly initial: string;
    readonly onSend: (content: string) => void;
    readonly onCancel: () => void;
}

/** A message being changed; Enter sends it as a new version, Escape leaves it. */
export function MessageEditor({initial, onSend, onCancel}: Props) {
    const [text, setText] = useState(initial);
    const send = () => text.trim() !== "" && onSend(text.trim());
    return (
        <div className={styles.editor}>
            <Textarea
                autosize
                minRows={1}
                maxRows={14}
                aria-label="Edit message"
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
                    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
                        event.preventDefault();
                        send();
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
                <button type="button" className={styles.primary} disabled={text.trim() === ""} onClick={send}>
                    Send as new version
                </button>
            </div>
        </div>
    );
}
