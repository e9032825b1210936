import {Menu} from "@mantine/core";
import {IconDots, IconPencil, IconTrash} from "@tabler/icons-react";
import {memo, useState} from "react";
import type {ConversationSummary} from "../../../engine/contract/chat.ts";
import {classes} from "../../widgets/classes.ts";
import styles from "./ConversationRail.module.css";

interface Props {
    readonly conversation: ConversationSummary;
    readonly current: boolean;
    readonly onOpen: (id: string) => void;
    readonly onRename: (id: string, title: string) => void;
    readonly onRemove: (conversation: ConversationSummary) => void;
}

/** One conversation: open it, rename it in place (F2), remove it (Delete). */
export const ConversationRow = memo(function ConversationRow({conversation, current, onOpen, onRename, onRemove}: Props) {
    const [renaming, setRenaming] = useState(false);
    const finish = (title: string) => {
        setRenaming(false);
        if (title.trim() !== "" && title.trim() !== conversation.title) onRename(conversation.id, title.trim());
    };
    if (renaming) {
        return (
            <input
                className={styles.rename}
                aria-label="Title"
                defaultValue={conversation.title}
                maxLength={200}
                ref={(input) => {
                    if (input && document.activeElement !== input) input.select();
                }}
                onBlur={(event) => finish(event.currentTarget.value)}
                onKeyDown={(event) => {
                    if (event.key === "Enter") finish(event.currentTarget.value);
                    if (event.key === "Escape") {
                        event.stopPropagation();
                        setRenaming(false);
                    }
                }}
            />
        );
    }
    return (
        <div className={classes(styles.row, current && styles.current)}>
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
                {conversation.title || "New chat"}
            </button>
            <Menu position="bottom-end" width={150}>
                <Menu.Target>
                    <button type="button" className={styles.more} aria-label={`More for ${conversation.title || "New chat"}`}>
                        <IconDots size={15} />
                    </button>
                </Menu.Target>
                <Menu.Dropdown>
                    <Menu.Item leftSection={<IconPencil size={14} />} onClick={() => setRenaming(true)}>
                        Rename
                    </Menu.Item>
                    <Menu.Item color="red" leftSection={<IconTrash size={14} />} onClick={() => onRemove(conversation)}>
                        Delete
                    </Menu.Item>
                </Menu.Dropdown>
            </Menu>
        </div>
    );
});
