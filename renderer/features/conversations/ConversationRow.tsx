import {IconDots} from "@tabler/icons-react";
import {memo, useState} from "react";
import type {ConversationSummary, Folder} from "../../../engine/contract/chat.ts";
import {classes} from "../../widgets/classes.ts";
import {ConversationMenu} from "./ConversationMenu.tsx";
import styles from "./ConversationRail.module.css";
import {startDragging} from "./folders/dragging.ts";
import {RenameField} from "./RenameField.tsx";

interface Props {
    readonly conversation: ConversationSummary;
    readonly folders: readonly Folder[];
    /** it stands under its folder */
    readonly inFolder: boolean;
    readonly current: boolean;
    readonly onOpen: (id: string) => void;
    readonly onRename: (id: string, title: string) => void;
    readonly onRemove: (conversation: ConversationSummary) => void;
}

/** One conversation: open it, rename it in place (F2), remove it (Delete), drag it into a folder. */
export const ConversationRow = memo(function ConversationRow({conversation, folders, inFolder, current, onOpen, onRename, onRemove}: Props) {
    const [renaming, setRenaming] = useState(false);
    const title = conversation.title || "New chat";
    if (renaming) {
        return (
            <RenameField
                label="Title"
                value={conversation.title}
                maxLength={200}
                onDone={(name) => {
                    setRenaming(false);
                    if (name !== null) onRename(conversation.id, name);
                }}
            />
        );
    }
    return (
        // biome-ignore lint/a11y/noStaticElementInteractions: its menu moves it by keyboard
        <div
            className={classes(styles.row, current && styles.current, inFolder && styles.inFolder)}
            draggable
            onDragStart={(event) => startDragging(event, conversation.id)}
        >
            <button
                type="button"
                className={styles.open}
                aria-current={current ? "page" : undefined}
                onClick={() => onOpen(conversation.id)}
                onDoubleClick={() => setRenaming(true)}
                onKeyDown={(event) => {
                    if (event.key === "F2") setRenaming(true);
                    if (event.key === "Delete") onRemove(conversation);
                }}
            >
                {title}
            </button>
            <ConversationMenu conversation={conversation} folders={folders} onRename={() => setRenaming(true)} onRemove={() => onRemove(conversation)}>
                <button type="button" className={styles.more} aria-label={`More for ${title}`}>
                    <IconDots size={15} />
                </button>
            </ConversationMenu>
        </div>
    );
});
