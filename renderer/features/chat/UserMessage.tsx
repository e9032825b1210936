import {IconCopy, IconGitFork, IconPencil} from "@tabler/icons-react";
import {memo, useState} from "react";
import type {Message} from "../../../engine/contract/chat.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {TokenView} from "../inspect/index.ts";
import {AttachmentChips} from "./attachments/AttachmentChips.tsx";
import {type ChatActions, copyText} from "./chatActions.ts";
import styles from "./Message.module.css";
import {MessageEditor} from "./MessageEditor.tsx";
import {VersionNavigator} from "./VersionNavigator.tsx";

interface Props {
    readonly message: Message;
    readonly versions: readonly Message[];
    /** an answer is being written: nothing may change the branch */
    readonly busy: boolean;
    /** dictionary to read the tokens through; null: show the text */
    readonly inspectWith: string | null;
    readonly actions: ChatActions;
}

/** What the person said. Editing it begins a new branch. */
export const UserMessage = memo(function UserMessage({message, versions, busy, inspectWith, actions}: Props) {
    const [editing, setEditing] = useState(false);
    const {attachments = []} = message;
    return (
        <article className={styles.user} aria-label="Your message">
            {attachments.length > 0 && (
                <div className={styles.attached}>
                    <AttachmentChips attachments={attachments} />
                </div>
            )}
            {editing ? (
                <MessageEditor
                    initial={message.content}
                    of="question"
                    onCancel={() => setEditing(false)}
                    onSave={(content) => {
                        setEditing(false);
                        actions.rewrite(message, content);
                    }}
                    onSend={(content) => {
                        setEditing(false);
                        actions.edit(message, content);
                    }}
                />
            ) : (
                <div className={inspectWith === null ? styles.said : styles.saidTokens}>
                    {inspectWith === null ? message.content : <TokenView message={message} dictionary={inspectWith} onSteer={actions.steer} />}
                </div>
            )}
            {!editing && (
                <footer className={styles.userFooter}>
                    {message.editedFrom !== undefined && <span className={styles.edited}>edited</span>}
                    <VersionNavigator versions={versions} message={message} disabled={busy} onSelect={actions.select} onBranches={actions.branches} />
                    <span className={styles.tools}>
                        <IconButton label="Copy message" onClick={() => void copyText(message.content)}>
                            <IconCopy size={15} />
                        </IconButton>
                        <IconButton label="Edit message" disabled={busy} onClick={() => setEditing(true)}>
                            <IconPencil size={15} />
                        </IconButton>
                        <IconButton label="Fork from this message" disabled={busy} onClick={() => actions.fork(message.id)}>
                            <IconGitFork size={15} />
                        </IconButton>
                    </span>
                </footer>
            )}
        </article>
    );
});
