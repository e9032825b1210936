import {useVirtualizer} from "@tanstack/react-virtual";
import {useEffect, useMemo, useRef} from "react";
import type {ConversationSummary} from "../../../engine/contract/chat.ts";
import {Empty, Failed} from "../../widgets/States.tsx";
import {showError} from "../../widgets/Toasts.tsx";
import styles from "./ConversationRail.module.css";
import {ConversationRow} from "./ConversationRow.tsx";
import {useFolderDrop} from "./folders/dragging.ts";
import {FolderRow} from "./folders/FolderRow.tsx";
import {listRows, type RailRow} from "./folders/listRows.ts";
import {moveConversation, removeFolder, useFolders} from "./folders/useFolders.ts";
import {createConversation, renameConversation, type useConversations} from "./useConversations.ts";

interface Props {
    readonly all: Pick<ReturnType<typeof useConversations>, "query" | "conversations">;
    readonly currentId: string | null;
    readonly onOpen: (id: string) => void;
    readonly onRemove: (conversation: ConversationSummary) => void;
}

const ROW_PX = 34;

/** All conversations, newest first, those in folders under these; only what is near the screen is drawn. */
export function ConversationList({all: {query, conversations}, currentId, onOpen, onRemove}: Props) {
    const {query: folderQuery, folders, closed, setOpen} = useFolders();
    const scroller = useRef<HTMLDivElement>(null);
    const today = new Date().setHours(0, 0, 0, 0);
    const rows = useMemo(() => listRows({conversations, folders, closed, now: today}), [conversations, folders, closed, today]);
    const virtual = useVirtualizer({
        count: rows.length,
        getScrollElement: () => scroller.current,
        getItemKey: (index) => rows[index]?.key ?? index,
        estimateSize: () => ROW_PX,
        overscan: 8
    });
    const drop = useFolderDrop((id, folderId) => {
        const conversation = conversations.find((one) => one.id === id);
        if (conversation !== undefined) void moveConversation(conversation, folderId);
    });
    const currentRow = rows.findIndex((row) => row.kind === "conversation" && row.conversation.id === currentId);
    // biome-ignore lint/correctness/useExhaustiveDependencies: what is opened from elsewhere is brought into view once
    useEffect(() => {
        if (currentRow >= 0) virtual.scrollToIndex(currentRow, {align: "auto"});
    }, [currentId, currentRow >= 0]);

    const begin = async (folderId: string) => {
        try {
            setOpen(folderId, true);
            onOpen(await createConversation(folderId));
        } catch (error) {
            showError(error, {retry: () => void begin(folderId)});
        }
    };
    const draw = (row: RailRow) => {
        switch (row.kind) {
            case "heading":
                return <h3 className={styles.heading}>{row.words}</h3>;
            case "empty":
                return <p className={styles.nothing}>Nothing in it yet</p>;
            case "folder":
                return (
                    <FolderRow
                        folder={row.folder}
                        count={row.count}
                        open={row.open}
                        over={drop.over === row.folder.id}
                        onOpen={(open) => setOpen(row.folder.id, open)}
                        onNewChat={() => void begin(row.folder.id)}
                        onRemove={() =>
                            void removeFolder(
                                row.folder,
                                conversations.filter(({folderId}) => folderId === row.folder.id)
                            )
                        }
                    />
                );
            case "conversation":
                return (
                    <ConversationRow
                        conversation={row.conversation}
                        folders={folders}
                        inFolder={row.folderId !== null}
                        current={row.conversation.id === currentId}
                        onOpen={onOpen}
                        onRename={renameConversation}
                        onRemove={onRemove}
                    />
                );
        }
    };
    const folderOf = (row: RailRow) => (row.kind === "folder" ? row.folder.id : row.kind === "heading" ? "" : (row.folderId ?? ""));
    return (
        <div ref={scroller} className={styles.scroller} {...drop.handlers}>
            {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
            {folderQuery.isError && !query.isError && <Failed error={folderQuery.error} onRetry={() => void folderQuery.refetch()} />}
            {query.isSuccess && rows.length === 0 && <Empty title="No conversations yet" />}
            <div style={{height: virtual.getTotalSize(), position: "relative"}}>
                {virtual.getVirtualItems().map(({index, key, start}) => {
                    const row = rows[index];
                    if (row === undefined) return null;
                    return (
                        <div key={key} className={styles.place} data-folder={folderOf(row)} style={{height: ROW_PX, transform: `translateY(${start}px)`}}>
                            {draw(row)}
                        </div>
                    );
                })}
            </div>
        </div>
    );
}
