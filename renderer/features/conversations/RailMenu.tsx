import {Menu} from "@mantine/core";
import {IconDots, IconDownload, IconFileImport, IconFolderPlus} from "@tabler/icons-react";
import {IconButton} from "../../widgets/IconButton.tsx";
import {askForFolder} from "./folders/askForFolder.ts";
import {exportAllConversations} from "./transfer/exportConversations.ts";
import {chooseImport} from "./transfer/importConversations.ts";

/** What concerns all conversations. */
export function RailMenu({some}: {/** there are conversations */ readonly some: boolean}) {
    return (
        <Menu position="bottom-start" width={230}>
            <Menu.Target>
                <IconButton label="More for conversations">
                    <IconDots size={17} />
                </IconButton>
            </Menu.Target>
            <Menu.Dropdown>
                <Menu.Item leftSection={<IconFolderPlus size={14} />} onClick={() => askForFolder()}>
                    New folder…
                </Menu.Item>
                <Menu.Item
                    leftSection={<IconFileImport size={14} />}
                    title="A file of Saelor’s, ChatGPT’s conversations.json, or Open WebUI’s export. It can be dropped here, too"
                    onClick={chooseImport}
                >
                    Import…
                </Menu.Item>
                <Menu.Item leftSection={<IconDownload size={14} />} disabled={!some} onClick={exportAllConversations}>
                    Export all, as JSON
                </Menu.Item>
            </Menu.Dropdown>
        </Menu>
    );
}
