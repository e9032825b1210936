import {Menu} from "@mantine/core";
import {IconDownload, IconFolder, IconFolderPlus, IconFolderX, IconPencil, IconTrash} from "@tabler/icons-react";
import {type ReactNode, useState} from "react";
import type {ConversationSummary, Folder} from "../../../engine/contract/chat.ts";
import styles from "./ConversationRail.module.css";
import {askForFolder} from "./folders/askForFolder.ts";
import {moveConversation} from "./folders/useFolders.ts";
import {exportConversation, exportFormats} from "./transfer/exportConversations.ts";

interface Props {
    readonly conversation: ConversationSummary;
    readonly folders: readonly Folder[];
    readonly onRename: () => void;
    readonly onRemove: () => void;
    /** the button that opens it */
    readonly children: ReactNode;
}

/** A menu within a menu, which a click opens as well as pointing at it. */
function SubMenu({icon, words, children}: {readonly icon: ReactNode; readonly words: string; readonly children: ReactNode}) {
    const [opened, setOpened] = useState(false);
    return (
        <Menu.Sub opened={opened} onChange={setOpened}>
            <Menu.Sub.Target>
                <Menu.Sub.Item leftSection={icon} onClick={() => setOpened(true)}>
                    {words}
                </Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown className={styles.subMenu}>{children}</Menu.Sub.Dropdown>
        </Menu.Sub>
    );
}

/** What can be done with a conversation in the rail. */
export function ConversationMenu({conversation, folders, onRename, onRemove, children}: Props) {
    return (
        <Menu position="bottom-end" width={170}>
            <Menu.Target>{children}</Menu.Target>
            <Menu.Dropdown>
                <Menu.Item leftSection={<IconPencil size={14} />} onClick={onRename}>
                    Rename
                </Menu.Item>
                <SubMenu icon={<IconFolder size={14} />} words="Move to">
                    {folders
                        .filter(({id}) => id !== conversation.folderId)
                        .map((folder) => (
                            <Menu.Item key={folder.id} leftSection={<IconFolder size={14} />} onClick={() => void moveConversation(conversation, folder.id)}>
                                {folder.name}
                            </Menu.Item>
                        ))}
                    {conversation.folderId !== null && (
                        <Menu.Item leftSection={<IconFolderX size={14} />} onClick={() => void moveConversation(conversation, null)}>
                            No folder
                        </Menu.Item>
                    )}
                    <Menu.Item leftSection={<IconFolderPlus size={14} />} onClick={() => askForFolder(conversation)}>
                        New folder…
                    </Menu.Item>
                </SubMenu>
                <SubMenu icon={<IconDownload size={14} />} words="Export">
                    {exportFormats.map(({format, words}) => (
                        <Menu.Item key={format} onClick={() => exportConversation(conversation.id, format)}>
                            {words}
                        </Menu.Item>
                    ))}
                </SubMenu>
                <Menu.Item color="red" leftSection={<IconTrash size={14} />} onClick={onRemove}>
                    Delete
                </Menu.Item>
            </Menu.Dropdown>
        </Menu>
    );
}
