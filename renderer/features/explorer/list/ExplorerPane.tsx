import {useDebouncedValue, useElementSize} from "@mantine/hooks";
import {IconX} from "@tabler/icons-react";
import {useQuery} from "@tanstack/react-query";
import {useCallback, useEffect, useId, useRef, useState} from "react";
import type {FeatureId} from "../../../../engine/contract/ids.ts";
import {queries} from "../../../app/engine.ts";
import {counted} from "../../../widgets/numbers.ts";
import {Empty, Failed, Loading} from "../../../widgets/States.tsx";
import {ColouredTokens} from "../../inspect/index.ts";
import {readablePart} from "../readablePart.ts";
import styles from "./Explorer.module.css";
import {FeatureList, type ListControls} from "./FeatureList.tsx";
import {FilterMenu} from "./FilterMenu.tsx";
import {setFilters} from "./filterWords.ts";
import {ListHeader} from "./ListHeader.tsx";
import {MeaningSetup, useMeaning} from "./MeaningSetup.tsx";
import {focusExplorerSearch, SearchBar} from "./SearchBar.tsx";
import {EVERYTHING, useSearch} from "./searches.ts";
import {useListPages} from "./useListPages.ts";
import {useTextRows} from "./useTextRows.ts";

interface Props {
    readonly dictionary: string;
    readonly opened: FeatureId | null;
    readonly onOpen: (feature: FeatureId) => void;
}

/** under this width a row takes two lines */
const NARROW_PX = 620;
const TYPED_MS = 140;
const TEXT_MS = 260;

/** All features of a dictionary: searched, filtered, sorted, and opened. */
export function ExplorerPane({dictionary, opened, onOpen}: Props) {
    const [search, change] = useSearch(dictionary);
    const [query] = useDebouncedValue(search.query.trim(), TYPED_MS);
    const [text] = useDebouncedValue(search.text, TEXT_MS);
    const [range, setRange] = useState({first: 0, last: 0});
    const [marked, setMarked] = useState(0);
    const {ref, width} = useElementSize();
    const narrow = width > 0 && width < NARROW_PX;
    const controls = useRef<ListControls>(null);
    const listId = useId();
    const isText = search.by === "text";
    const meaning = useMeaning(dictionary, search.by === "meaning");
    const research = useQuery(queries.moderation.access.queryOptions({input: {dictionary}})).data?.granted ?? false;
    const harvested = useQuery(queries.features.harvested.queryOptions({input: {dictionary}}));
    const asked = !isText && (search.by !== "meaning" || (meaning.ready === true && query !== "")) && (search.by !== "token" || query !== "");
    const pages = useListPages(dictionary, {...search, query}, range, asked);
    const {part, note} = readablePart(text);
    const onText = useTextRows(dictionary, part, isText);
    const isBehind = isText && (onText.rows.stale || search.text !== text);
    const rows = isText ? onText.rows : pages;
    const {by, filters, sort, descending} = search;
    const place = useQuery({
        ...queries.features.list.queryOptions({
            input: {dictionary, query, by: by === "text" ? "words" : by, filters, sort, descending, limit: 1, ...(opened !== null && {locate: opened})}
        }),
        enabled: asked && opened !== null
    }).data?.located;
    const isNothing = (isText && text.trim() === "") || (!isText && !asked);
    const shownFilters = isText ? [] : setFilters(search.filters);
    const resetKey = JSON.stringify([dictionary, search.by, isText ? text : query, search.filters, search.sort, search.descending]);
    const onRange = useCallback((first: number, last: number) => setRange({first, last}), []);
    // biome-ignore lint/correctness/useExhaustiveDependencies: another list is marked at its top
    useEffect(() => setMarked(0), [resetKey]);
    // what was opened from elsewhere is shown in the list once; searching on does not go back to it
    const revealed = useRef<FeatureId | null>(null);
    const markedFeature = rows.at(marked)?.feature.feature;
    const hasRows = !rows.pending && !rows.stale && rows.total > 0;
    useEffect(() => {
        if (opened === null || revealed.current === opened || (markedFeature !== opened && (place === undefined || !hasRows))) {
            if (opened === null) revealed.current = null;
            return;
        }
        revealed.current = opened;
        if (markedFeature === opened || place === undefined) return;
        setMarked(place);
        controls.current?.reveal(place);
    }, [opened, place, markedFeature, hasRows]);
    useEffect(() => {
        const onSlash = (event: KeyboardEvent) => {
            const target = event.target;
            const typing = target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
            if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
            event.preventDefault();
            focusExplorerSearch();
        };
        window.addEventListener("keydown", onSlash);
        return () => window.removeEventListener("keydown", onSlash);
    }, []);
    const onFound = onText.inspection?.features[marked];
    return (
        <section ref={ref} className={styles.pane} aria-label="List of features" data-feature-list>
            <div className={styles.tools}>
                <SearchBar
                    search={search}
                    onChange={change}
                    listId={listId}
                    activeId={rows.at(marked) === undefined ? undefined : `${listId}-${marked}`}
                    onListKey={(event) => controls.current?.onKeyDown(event) ?? false}
                />
                {search.by === "meaning" && <MeaningSetup dictionary={dictionary} />}
                {isText && onText.inspection !== undefined && text.trim() !== "" && (
                    <div className={styles.read} aria-busy={isBehind} data-behind={isBehind || undefined}>
                        <ColouredTokens
                            label={onFound === undefined ? "The text in tokens" : `The text, coloured by ${onFound.label ?? `feature ${onFound.feature}`}`}
                            tokens={onText.inspection.tokens}
                            values={onText.inspection.matrix.map((values) => values[marked] ?? 0)}
                            maximum={onFound?.max ?? 0}
                            source={part}
                        />
                    </div>
                )}
                <div className={styles.status}>
                    <span role="status">
                        {isNothing || rows.pending
                            ? "\u00a0"
                            : isBehind
                              ? "Reading the text"
                              : isText
                                ? `${counted(rows.total, "feature")} fire${rows.total === 1 ? "s" : ""}, strongest first${note === null ? "" : `. ${note}`}`
                                : counted(rows.total, "feature")}
                    </span>
                    <ul className={styles.chips} aria-label="Filters that are set">
                        {shownFilters.map(({words, without}) => (
                            <li key={words}>
                                <button type="button" className={styles.chip} title="Take this filter off" onClick={() => change({filters: without})}>
                                    {words} <IconX size={11} aria-label="take off" />
                                </button>
                            </li>
                        ))}
                    </ul>
                    {narrow && <ListHeader search={search} narrow withValues={isText} onChange={change} />}
                    {!isText && (
                        <FilterMenu
                            dictionary={dictionary}
                            filters={search.filters}
                            harvested={harvested.data !== null}
                            research={research}
                            compact={narrow}
                            onChange={(filters) => change({filters})}
                        />
                    )}
                </div>
            </div>
            {!narrow && !isNothing && <ListHeader search={search} narrow={false} withValues={isText} onChange={change} />}
            {rows.error != null && !isNothing && <Failed error={rows.error} onRetry={rows.retry} />}
            {rows.pending && !isNothing && <Loading what={isText ? "Reading the text through the dictionary" : "Looking through the features"} />}
            {isNothing && <Nothing by={search.by} ready={meaning.ready} />}
            {!isNothing && !rows.pending && rows.error == null && rows.total === 0 && (
                <Empty title={isText ? "No feature fires on this text" : "No feature found"}>
                    {isText ? (
                        "Type some more of it."
                    ) : shownFilters.length > 0 ? (
                        <button type="button" className={styles.link} onClick={() => change({filters: EVERYTHING.filters})}>
                            Search without the {counted(shownFilters.length, "filter")}
                        </button>
                    ) : (
                        "Fewer or shorter words find more."
                    )}
                </Empty>
            )}
            {!isNothing && rows.total > 0 && (
                <FeatureList
                    id={listId}
                    rows={rows}
                    query={search.by === "words" ? query : ""}
                    narrow={narrow}
                    opened={opened}
                    marked={marked}
                    onMark={setMarked}
                    onRange={onRange}
                    onOpen={onOpen}
                    resetKey={resetKey}
                    controls={controls}
                />
            )}
        </section>
    );
}

function Nothing({by, ready}: {readonly by: string; readonly ready: boolean | undefined}) {
    if (by === "meaning") return ready === true ? <Empty title="What should the feature be about?">The labels nearest in meaning come first.</Empty> : null;
    if (by === "token")
        return (
            <Empty title="Which token?">
                Finds the features whose strongest examples in the harvest fall on it, those that have most of theirs there first.
            </Empty>
        );
    return <Empty title="Which features fire on this?">Type or paste a text above: its tokens are coloured and its features listed as you type.</Empty>;
}
