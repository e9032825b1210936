import {Modal} from "@mantine/core";
import {useMemo, useState} from "react";
import type {Conversation} from "../../../../engine/contract/chat.ts";
import {Button} from "../../../widgets/Button.tsx";
import {showError, showToast} from "../../../widgets/Toasts.tsx";
import {changeSteering} from "../panel.ts";
import {sortedJson} from "../sortedJson.ts";
import {readSteeringJson} from "./readSteeringJson.ts";
import styles from "./SteeringJson.module.css";
import type {KnownDictionary} from "./whyUnusable.ts";

interface Props {
    readonly conversation: Conversation;
    readonly dictionaries: readonly KnownDictionary[];
    readonly onClose: () => void;
}

/** All of the steering as text, to copy elsewhere or to paste from there. */
export function SteeringJson({conversation, dictionaries, onClose}: Props) {
    const [text, setText] = useState(() => JSON.stringify(conversation.steering, null, 2));
    const read = useMemo(() => readSteeringJson(text, dictionaries), [text, dictionaries]);
    const isSame = "steering" in read && sortedJson(read.steering) === sortedJson(conversation.steering);
    const copy = () =>
        navigator.clipboard.writeText(text).then(
            () => showToast({tone: "plain", text: "Copied."}, {milliseconds: 1500}),
            () => showError(new Error("The clipboard could not be written to."))
        );
    return (
        <Modal opened onClose={onClose} title="Steering as JSON" size={640} centered>
            <form
                className={styles.form}
                onSubmit={(event) => {
                    event.preventDefault();
                    if (!("steering" in read)) return;
                    changeSteering(conversation.id, {steering: read.steering});
                    onClose();
                }}
            >
                <textarea
                    className={styles.text}
                    aria-label="Steering as JSON"
                    aria-invalid={"problem" in read || undefined}
                    spellCheck={false}
                    data-autofocus
                    value={text}
                    onChange={(event) => setText(event.currentTarget.value)}
                />
                {"problem" in read && (
                    <p className={styles.problem} role="alert">
                        {read.problem}
                    </p>
                )}
                <footer className={styles.buttons}>
                    <Button onClick={() => void copy()}>Copy</Button>
                    <span />
                    <Button onClick={onClose}>Cancel</Button>
                    <Button type="submit" tone="accent" disabled={"problem" in read || isSame}>
                        Use this
                    </Button>
                </footer>
            </form>
        </Modal>
    );
}
