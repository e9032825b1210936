import {IconLayoutSidebarLeftCollapse, IconMessagePlus} from "@tabler/icons-react";
import {useVirtualizer} from "@tanstack/react-virtual";
import {type ReactNode, useRef} from "react";
import type {ConversationSummary} from "../../../engine/contract/chat.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {Mark} from "../../widgets/Mark.tsx";
import {Empty, Failed} from "../../widgets/States.tsx";
import {withHeadings} from "./age.ts";
import styles from "./ConversationRail.module.css";
import {ConversationRow} from "./ConversationRow.tsx";
import {renameConversation, useConversations} from "./useConversations.ts";

interface Props {
    readonly currentId: string | null;
    readonly onOpen: (id: string) => void;
    readonly onNew: () => void;
    /** tells which conversation to show instead of the one that left */
    readonly onRemoved: (removed: ConversationSummary, next: ConversationSummary | undefined) => void;
    readonly onClose?: (() => void) | undefined;
    /** stands above the conversations: the way to the pages */
    readonly children?: ReactNode;
}

const ROW_PX = 34;

/** All conversations, newest first. */
export function ConversationRail({currentId, onOpen, onNew, onRemoved, onClose, children}: Props) {
    const {query, conversations, remove} = useConversations();
    const scroller = useRef<HTMLDivElement>(null);
    const rows = withHeadings(conversations, Date.now());
    const virtual = useVirtualizer({count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_PX, overscan: 8});
    const removeAndMove = (conversation: ConversationSummary) => {
        remove(conversation);
        onRemoved(
            conversation,
            conversations.find(({id}) => id !== conversation.id)
        );
    };
    return (
        <nav className={styles.rail} aria-label="Conversations">
            <header className={styles.header}>
                <Mark />
                <span className={styles.name}>Saelor</span>
                <IconButton label="New chat" keys="Ctrl+Shift+O" onClick={onNew}>
                    <IconMessagePlus size={17} />
                </IconButton>
                {onClose && (
                    <IconButton label="Hide conversations" keys="Ctrl+B" onClick={onClose}>
                        <IconLayoutSidebarLeftCollapse size={17} />
                    </IconButton>
                )}
            </header>
            {children}
            <div ref={scroller} className={styles.scroller}>
                {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
                {query.isSuccess && rows.length === 0 && <Empty title="No conversations yet" />}
                <div style={{height: virtual.getTotalSize(), position: "relative"}}>
                    {virtual.getVirtualItems().map(({index, start}) => {
                        const row = rows[index]!;
                        return (
                            <div
                                key={"heading" in row ? row.heading : row.item.id}
                                className={styles.place}
                                style={{height: ROW_PX, transform: `translateY(${start}px)`}}
                            >
                                {"heading" in row ? (
                                    <h3 className={styles.heading}>{row.heading}</h3>
                                ) : (
                                    <ConversationRow
                                        conversation={row.item}
                                        current={row.item.id === currentId}
                                        onOpen={onOpen}
                                        onRename={renameConversation}
                                        onRemove={removeAndMove}
                                    />
                                )}
                            </div>
                        );
                    })}
                </div>
            </div>
        </nav>
    );
}
