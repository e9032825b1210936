import {useDebouncedValue} from "@mantine/hooks";
import {IconArrowUpRight, IconSearch} from "@tabler/icons-react";
import {keepPreviousData, useQuery} from "@tanstack/react-query";
import {useId, useRef, useState} from "react";
import type {Feature} from "../../../engine/contract/features.ts";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import {queries} from "../../app/engine.ts";
import {fragmentOf, go} from "../../app/route.ts";
import {classes} from "../../widgets/classes.ts";
import {Empty, Failed} from "../../widgets/States.tsx";
import {FeatureLine} from "./FeatureLine.tsx";
import styles from "./FeatureSearch.module.css";

interface Props {
    readonly dictionary: string;
    readonly onAdd: (feature: FeatureId) => void;
    /** absent: it is the panel's own, which a key goes to */
    readonly label?: string;
    /** its list pushes what is below it down; else it lies above */
    readonly inFlow?: boolean;
    /** it gets the keyboard when what it stands in opens */
    readonly atOnce?: boolean;
}

const SEARCH_ID = "saelor-feature-search";
export const focusFeatureSearch = () => document.getElementById(SEARCH_ID)?.focus();

/** Finds features by the words of their labels or by number; Enter adds the one that is marked. */
export function FeatureSearch({dictionary, onAdd, label, inFlow = false, atOnce = false}: Props) {
    const [query, setQuery] = useState("");
    const [open, setOpen] = useState(false);
    const [marked, setMarked] = useState(0);
    const [searched] = useDebouncedValue(query.trim(), 140);
    const listId = useId();
    const list = useRef<HTMLDivElement>(null);
    const results = useQuery({
        ...queries.features.search.queryOptions({input: {dictionary, query: searched, limit: 40}}),
        enabled: open,
        placeholderData: keepPreviousData
    });
    const found: readonly Feature[] = results.data ?? [];

    const mark = (index: number) => {
        setMarked(index);
        list.current?.querySelectorAll('[role="option"]')[index]?.scrollIntoView({block: "nearest"});
    };
    const choose = (feature: FeatureId) => {
        onAdd(feature);
        setQuery("");
        setMarked(0);
        setOpen(false);
    };
    const onKeyDown = (event: React.KeyboardEvent) => {
        const target = found[marked];
        if (event.key === "ArrowDown" && !open) setOpen(true);
        else if (event.key === "ArrowDown") mark(Math.min(found.length - 1, marked + 1));
        else if (event.key === "ArrowUp") mark(Math.max(0, marked - 1));
        else if (event.key === "Enter" && event.altKey && !inFlow && open && target !== undefined) go({page: "features", dictionary, feature: target.feature});
        else if (event.key === "Enter" && open && target !== undefined) choose(target.feature);
        else if (event.key === "Escape" && open) {
            event.stopPropagation();
            setOpen(false);
        } else return;
        event.preventDefault();
    };

    return (
        // biome-ignore lint/a11y/noStaticElementInteractions: only hears that focus left what is in it
        <div className={styles.search} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}>
            <IconSearch size={15} className={styles.icon} aria-hidden="true" />
            <input
                id={label === undefined ? SEARCH_ID : undefined}
                type="text"
                role="combobox"
                aria-label={label ?? "Search features"}
                data-autofocus={atOnce || undefined}
                aria-expanded={open}
                aria-controls={listId}
                aria-activedescendant={open && found[marked] ? `${listId}-${marked}` : undefined}
                autoComplete="off"
                spellCheck={false}
                placeholder="Find a feature by label or number"
                className={styles.input}
                value={query}
                onChange={(event) => {
                    setQuery(event.currentTarget.value);
                    setMarked(0);
                    setOpen(true);
                }}
                onFocus={() => setOpen(true)}
                onClick={() => setOpen(true)}
                onKeyDown={onKeyDown}
            />
            {open && (
                <div ref={list} id={listId} role="listbox" aria-label="Features found" className={classes(styles.list, inFlow && styles.inFlow)} tabIndex={-1}>
                    {results.isError && <Failed error={results.error} onRetry={() => void results.refetch()} />}
                    {results.isSuccess && found.length === 0 && <Empty title="No feature found">Fewer or shorter words find more.</Empty>}
                    {found.map((feature, index) => (
                        <div
                            key={feature.feature}
                            id={`${listId}-${index}`}
                            role="option"
                            tabIndex={-1}
                            aria-selected={index === marked}
                            className={classes(styles.option, index === marked && styles.marked)}
                            onMouseMove={() => index !== marked && setMarked(index)}
                            onMouseDown={(event) => event.preventDefault()}
                            onClick={() => choose(feature.feature)}
                            onKeyDown={(event) => event.key === "Enter" && choose(feature.feature)}
                        >
                            <FeatureLine feature={feature} query={searched} />
                            {/* where it is part of something half done, leaving would lose that */}
                            {!inFlow && (
                                <a
                                    className={styles.page}
                                    tabIndex={-1}
                                    href={fragmentOf({page: "features", dictionary, feature: feature.feature})}
                                    title="Open its page  ·  Alt+Enter"
                                    aria-label={`Open the page of feature ${feature.feature}`}
                                    onClick={(event) => event.stopPropagation()}
                                >
                                    <IconArrowUpRight size={14} aria-hidden="true" />
                                </a>
                            )}
                        </div>
                    ))}
                </div>
            )}
        </div>
    );
}
