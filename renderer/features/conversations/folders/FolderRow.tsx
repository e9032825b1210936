import {Menu} from "@mantine/core";
import {IconChevronRight, IconDots, IconFolder, IconFolderOpen, IconMessagePlus, IconPencil, IconTrash} from "@tabler/icons-react";
import {useState} from "react";
import type {Folder} from "../../../../engine/contract/chat.ts";
import {classes} from "../../../widgets/classes.ts";
import styles from "../ConversationRail.module.css";
import {RenameField} from "../RenameField.tsx";
import {saveFolder} from "./useFolders.ts";

interface Props {
    readonly folder: Folder;
    readonly count: number;
    readonly open: boolean;
    /** a conversation is held over it */
    readonly over: boolean;
    readonly onOpen: (open: boolean) => void;
    readonly onNewChat: () => void;
    readonly onRemove: () => void;
}

/** A folder: open or close it, rename it (F2), remove it (Delete), drop conversations on it. */
export function FolderRow({folder, count, open, over, onOpen, onNewChat, onRemove}: Props) {
    const [renaming, setRenaming] = useState(false);
    if (renaming) {
        return (
            <RenameField
                label="Name of the folder"
                value={folder.name}
                maxLength={100}
                onDone={(name) => {
                    setRenaming(false);
                    if (name !== null) void saveFolder({id: folder.id, name});
                }}
            />
        );
    }
    const Icon = open ? IconFolderOpen : IconFolder;
    return (
        <div className={classes(styles.row, over && styles.over)}>
            <button
                type="button"
                className={classes(styles.open, styles.folder)}
                aria-expanded={open}
                onClick={() => onOpen(!open)}
                onKeyDown={(event) => {
                    if (event.key === "F2") setRenaming(true);
                    if (event.key === "Delete") onRemove();
                    if (event.key === "ArrowRight") onOpen(true);
                    if (event.key === "ArrowLeft") onOpen(false);
                }}
            >
                <IconChevronRight size={13} className={styles.chevron} aria-hidden="true" />
                <Icon size={15} aria-hidden="true" />
                <span className={styles.folderName}>{folder.name}</span>
                <span className={styles.count}>{count}</span>
            </button>
            <Menu position="bottom-end" width={190}>
                <Menu.Target>
                    <button type="button" className={styles.more} aria-label={`More for folder ${folder.name}`}>
                        <IconDots size={15} />
                    </button>
                </Menu.Target>
                <Menu.Dropdown>
                    <Menu.Item leftSection={<IconMessagePlus size={14} />} onClick={onNewChat}>
                        New chat here
                    </Menu.Item>
                    <Menu.Item leftSection={<IconPencil size={14} />} onClick={() => setRenaming(true)}>
                        Rename
                    </Menu.Item>
                    <Menu.Item color="red" leftSection={<IconTrash size={14} />} onClick={onRemove}>
                        Delete the folder
                    </Menu.Item>
                </Menu.Dropdown>
            </Menu>
        </div>
    );
}
