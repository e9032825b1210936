import {useDebouncedValue} from "@mantine/hooks";
import {IconLayoutSidebarLeftCollapse, IconMessagePlus} from "@tabler/icons-react";
import {type ReactNode, useEffect, useId, useMemo, useState} from "react";
import type {ConversationSummary, MessageHit} from "../../../engine/contract/chat.ts";
import {useKeys} from "../../app/actions/useBindings.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {Mark} from "../../widgets/Mark.tsx";
import {ConversationList} from "./ConversationList.tsx";
import styles from "./ConversationRail.module.css";
import {NewFolder} from "./folders/NewFolder.tsx";
import {RailMenu} from "./RailMenu.tsx";
import {groupHits} from "./search/groupHits.ts";
import {MessageHits} from "./search/MessageHits.tsx";
import {SearchField} from "./search/SearchField.tsx";
import {setSearchText, useSearchText} from "./search/searchText.ts";
import {useMessageSearch} from "./search/useMessageSearch.ts";
import {takeFiles} from "./transfer/importConversations.ts";
import {useFileDrop} from "./transfer/useFileDrop.ts";
import {useConversations} from "./useConversations.ts";

interface Props {
    readonly currentId: string | null;
    /** messageId: to be shown there */
    readonly onOpen: (id: string, messageId?: string) => void;
    readonly onNew: () => void;
    /** tells which conversation to show instead of the one that left */
    readonly onRemoved: (removed: ConversationSummary, next: ConversationSummary | undefined) => void;
    readonly onClose?: (() => void) | undefined;
    /** stands above the conversations: the way to the pages */
    readonly children?: ReactNode;
}

const DEBOUNCE_MS = 160;

/** All conversations, and a search through what was said in them. */
export function ConversationRail({currentId, onOpen, onNew, onRemoved, onClose, children}: Props) {
    const {query, conversations, remove} = useConversations();
    const text = useSearchText();
    const [wanted] = useDebouncedValue(text.trim(), DEBOUNCE_MS);
    const isSearching = text.trim() !== "";
    const search = useMessageSearch(isSearching ? wanted : "");
    const groups = useMemo(() => groupHits(search.data ?? []), [search.data]);
    const hits = groups.flatMap((group) => group.hits.map(({hit}) => hit));
    const [marked, setMarked] = useState(0);
    const listId = useId();
    const files = useFileDrop((dropped) => void takeFiles(dropped));
    const newKeys = useKeys("newChat");
    const hideKeys = useKeys("rail");

    // biome-ignore lint/correctness/useExhaustiveDependencies: other words begin at their best hit
    useEffect(() => setMarked(0), [wanted]);
    const mark = (index: number) => {
        setMarked(index);
        document.getElementById(`${listId}-${index}`)?.scrollIntoView({block: "nearest"});
    };
    // until the words on screen have been answered, Enter would open what others found
    const isAnswered = wanted === text.trim() && !search.isPlaceholderData;
    const openHit = ({conversationId, messageId}: MessageHit) => onOpen(conversationId, messageId);
    const onSearchKey = (event: React.KeyboardEvent) => {
        const target = hits[marked];
        if (event.key === "ArrowDown") mark(Math.min(hits.length - 1, marked + 1));
        else if (event.key === "ArrowUp") mark(Math.max(0, marked - 1));
        else if (event.key === "Enter" && target !== undefined && isAnswered) openHit(target);
        else if (event.key === "Escape" && text !== "") setSearchText("");
        else return;
        event.preventDefault();
    };
    const removeAndMove = (conversation: ConversationSummary) => {
        remove(conversation);
        onRemoved(
            conversation,
            conversations.find(({id}) => id !== conversation.id)
        );
    };
    return (
        <nav className={styles.rail} aria-label="Conversations" {...files.handlers}>
            <header className={styles.header}>
                <Mark />
                <span className={styles.name}>Saelor</span>
                <IconButton label="New chat" keys={newKeys} onClick={onNew}>
                    <IconMessagePlus size={17} />
                </IconButton>
                <RailMenu some={conversations.length > 0} />
                {onClose && (
                    <IconButton label="Hide conversations" keys={hideKeys} onClick={onClose}>
                        <IconLayoutSidebarLeftCollapse size={17} />
                    </IconButton>
                )}
            </header>
            {children}
            <SearchField text={text} listId={listId} activeId={isSearching && hits[marked] ? `${listId}-${marked}` : undefined} onKeyDown={onSearchKey} />
            <NewFolder />
            {isSearching ? (
                <MessageHits query={search} groups={groups} listId={listId} marked={marked} onMark={setMarked} onOpen={openHit} />
            ) : (
                <ConversationList all={{query, conversations}} currentId={currentId} onOpen={onOpen} onRemove={removeAndMove} />
            )}
            {files.over && <div className={styles.drop}>Drop conversations or presets to import them</div>}
        </nav>
    );
}
