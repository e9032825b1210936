import type {UseQueryResult} from "@tanstack/react-query";
import type {MessageHit} from "../../../../engine/contract/chat.ts";
import {classes} from "../../../widgets/classes.ts";
import {ago} from "../../../widgets/numbers.ts";
import {Empty, Failed, Loading} from "../../../widgets/States.tsx";
import type {HitGroup} from "./groupHits.ts";
import styles from "./Search.module.css";
import {Snippet} from "./Snippet.tsx";
import {MOST_HITS} from "./useMessageSearch.ts";

interface Props {
    readonly query: UseQueryResult<MessageHit[]>;
    readonly groups: readonly HitGroup[];
    readonly listId: string;
    /** place of the hit that Enter opens */
    readonly marked: number;
    readonly onMark: (index: number) => void;
    readonly onOpen: (hit: MessageHit) => void;
}

const roles = {user: "You", assistant: "Answer", system: "System"};

/** What was found in all conversations, under their titles. */
export function MessageHits({query, groups, listId, marked, onMark, onOpen}: Props) {
    return (
        <div id={listId} role="listbox" aria-label="Messages found" className={styles.hits} tabIndex={-1} aria-busy={query.isFetching}>
            {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
            {query.isPending && <Loading what="Searching" />}
            {query.isSuccess && groups.length === 0 && <Empty title="Nothing found">Each word must stand in the message, or begin one that does.</Empty>}
            {groups.map(({conversationId, title, hits}) => (
                // biome-ignore lint/a11y/useSemanticElements: a group of options
                <div key={conversationId} role="group" aria-label={title}>
                    <div className={styles.title} aria-hidden="true">
                        <span>{title}</span>
                        <time>{ago(hits[0]?.hit.createdAt ?? 0)}</time>
                    </div>
                    {hits.map(({hit, index}) => (
                        <div
                            key={hit.messageId}
                            id={`${listId}-${index}`}
                            role="option"
                            tabIndex={-1}
                            aria-selected={index === marked}
                            className={classes(styles.hit, index === marked && styles.marked)}
                            onMouseMove={() => index !== marked && onMark(index)}
                            onMouseDown={(event) => event.preventDefault()}
                            onClick={() => onOpen(hit)}
                            onKeyDown={(event) => event.key === "Enter" && onOpen(hit)}
                        >
                            <b>{roles[hit.role]}</b> <Snippet snippet={hit.snippet} />
                        </div>
                    ))}
                </div>
            ))}
            {(query.data?.length ?? 0) >= MOST_HITS && <p className={styles.more}>These are the best {MOST_HITS}. More words find fewer.</p>}
        </div>
    );
}
