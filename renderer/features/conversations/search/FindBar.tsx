import {useDebouncedValue} from "@mantine/hooks";
import {IconChevronDown, IconChevronUp, IconX} from "@tabler/icons-react";
import {useEffect, useRef, useState} from "react";
import type {Message} from "../../../../engine/contract/chat.ts";
import {tellError} from "../../../app/errorSentences.ts";
import {replaceRoute} from "../../../app/route.ts";
import {IconButton} from "../../../widgets/IconButton.tsx";
import styles from "./FindBar.module.css";
import {useHighlights} from "./useHighlights.ts";
import {useMessageSearch} from "./useMessageSearch.ts";

const FIELD_ID = "saelor-find";
const DEBOUNCE_MS = 150;

/** Takes the keyboard to the find bar, where it is open. */
export function focusFindBar() {
    const field = document.getElementById(FIELD_ID);
    if (field instanceof HTMLInputElement) field.select();
}

interface Props {
    readonly conversationId: string;
    /** what is on screen: typing goes nowhere else */
    readonly branch: readonly Message[];
    readonly onClose: () => void;
}

/** Steps through the messages of one conversation that hold some words, all branches among them. */
export function FindBar({conversationId, branch, onClose}: Props) {
    const [text, setText] = useState("");
    const [wanted] = useDebouncedValue(text.trim(), DEBOUNCE_MS);
    const search = useMessageSearch(wanted, conversationId);
    const hits = wanted === "" ? [] : (search.data ?? []);
    const isCurrent = search.isSuccess && !search.isPlaceholderData;
    /** -1: before the first of them */
    const [at, setAt] = useState(-1);
    const field = useRef<HTMLInputElement>(null);
    useHighlights(wanted);

    const goTo = (index: number) => {
        const hit = hits[index];
        if (hit === undefined) return;
        setAt(index);
        replaceRoute({page: "chat", conversationId, messageId: hit.messageId});
    };
    const step = (by: 1 | -1) => goTo(at < 0 ? (by > 0 ? 0 : hits.length - 1) : (at + by + hits.length) % hits.length);
    // biome-ignore lint/correctness/useExhaustiveDependencies: other words begin at their first message; only stepping leads to other branches
    useEffect(() => {
        if (wanted === "" || !isCurrent) return;
        const first = hits.findIndex(({messageId}) => branch.some(({id}) => id === messageId));
        setAt(first);
        goTo(first);
    }, [wanted, isCurrent]);
    useEffect(() => {
        const before = document.activeElement;
        field.current?.focus();
        return () => {
            if (before instanceof HTMLElement) setTimeout(() => document.activeElement === document.body && before.focus({preventScroll: true}));
        };
    }, []);

    const place = hits.length === 0 ? "none" : at < 0 ? `${hits.length} on other branches` : `${at + 1} of ${hits.length}`;
    const told = wanted === "" ? "" : search.isError ? tellError(search.error).sentence : isCurrent ? place : "…";
    return (
        // biome-ignore lint/a11y/useSemanticElements: nothing is sent
        <div className={styles.bar} role="search" aria-label="Find in this conversation">
            <input
                ref={field}
                id={FIELD_ID}
                type="text"
                aria-label="Find in this conversation"
                placeholder="Find in this conversation"
                autoComplete="off"
                spellCheck={false}
                maxLength={500}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
                onKeyDown={(event) => {
                    if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
                    else if (event.key === "ArrowDown") step(1);
                    else if (event.key === "ArrowUp") step(-1);
                    else if (event.key === "Escape") onClose();
                    else return;
                    event.preventDefault();
                }}
            />
            <output className={styles.told}>{told}</output>
            <IconButton label="Previous message" keys="Shift+Enter" disabled={hits.length === 0} onClick={() => step(-1)}>
                <IconChevronUp size={16} />
            </IconButton>
            <IconButton label="Next message" keys="Enter" disabled={hits.length === 0} onClick={() => step(1)}>
                <IconChevronDown size={16} />
            </IconButton>
            <IconButton label="Close" keys="Esc" onClick={onClose}>
                <IconX size={15} />
            </IconButton>
        </div>
    );
}
