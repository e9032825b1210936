import {Drawer} from "@mantine/core";
import {IconX} from "@tabler/icons-react";
import type {Conversation} from "../../../../engine/contract/chat.ts";
import {IconButton} from "../../../widgets/IconButton.tsx";
import {counted} from "../../../widgets/numbers.ts";
import styles from "./BranchTree.module.css";
import {BranchTree} from "./BranchTree.tsx";

interface Props {
    readonly conversation: Conversation;
    readonly opened: boolean;
    readonly busy: boolean;
    readonly onSelect: (messageId: string) => void;
    readonly onClose: () => void;
}

/** The tree of a conversation at the window's edge; it stays while branches are looked through. */
export function BranchDrawer({conversation, opened, busy, onSelect, onClose}: Props) {
    return (
        <Drawer
            opened={opened}
            onClose={onClose}
            position="right"
            size={420}
            padding={0}
            withCloseButton={false}
            overlayProps={{backgroundOpacity: 0.12}}
            attributes={{content: {"aria-label": "Branches of this conversation"}}}
            classNames={{body: styles.drawer ?? ""}}
        >
            <header className={styles.head}>
                <h2>Branches</h2>
                <p>{busy ? "An answer is being written" : counted(conversation.messages.length, "message")}</p>
                <IconButton label="Close branches" onClick={onClose}>
                    <IconX size={16} />
                </IconButton>
            </header>
            <div className={styles.body}>
                <BranchTree messages={conversation.messages} headId={conversation.headId} busy={busy} onSelect={onSelect} />
            </div>
        </Drawer>
    );
}
