import {IconArrowUp, IconFile, IconFolder} from "@tabler/icons-react";
import {keepPreviousData, useQuery} from "@tanstack/react-query";
import {useVirtualizer} from "@tanstack/react-virtual";
import {useEffect, useId, useRef, useState} from "react";
import type {BrowseEntry} from "../../../engine/contract/library.ts";
import {engine, queries} from "../../app/engine.ts";
import {Button} from "../../widgets/Button.tsx";
import {classes} from "../../widgets/classes.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {ago, bytes} from "../../widgets/numbers.ts";
import {Empty, Failed, Loading} from "../../widgets/States.tsx";
import styles from "./FileBrowser.module.css";
import {crumbsOf, fileName, folderOf} from "./paths.ts";
import {useTypeAhead} from "./useTypeAhead.ts";

interface Props {
    readonly onChoose: (path: string) => void;
    /** what may be chosen: a file, a folder, or either */
    readonly wants: "file" | "folder" | "either";
}

const ROW_PX = 32;
const NONE = -1;

/** where the last file was found: the next one is likely near */
let lastFolder: string | undefined;

/** Walks the folders of the machine that the engine runs on, which may be another than the one with this screen. */
export function FileBrowser({onChoose, wants}: Props) {
    const [folder, setFolder] = useState(lastFolder);
    /** -1: none, and so the folder itself */
    const [active, setActive] = useState(NONE);
    const [typed, setTyped] = useState<string | null>(null);
    const listId = useId();
    const scroller = useRef<HTMLDivElement>(null);
    const query = useQuery({
        ...queries.library.browse.queryOptions({input: folder === undefined ? {} : {path: folder}}),
        placeholderData: keepPreviousData,
        // files come and go without telling
        staleTime: 0
    });
    const shown = query.data;
    const entries = shown?.entries ?? [];
    const virtual = useVirtualizer({count: entries.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_PX, overscan: 10});
    const activate = (index: number) => {
        const next = Math.min(entries.length - 1, Math.max(0, index));
        setActive(next);
        if (entries.length > 0) virtual.scrollToIndex(next);
    };
    const typeAhead = useTypeAhead(
        entries.map(({name}) => name),
        active,
        activate
    );
    useEffect(() => {
        if (shown !== undefined && !query.isPlaceholderData) lastFolder = shown.path;
    }, [shown, query.isPlaceholderData]);

    const enter = (path: string | undefined) => {
        setFolder(path);
        setActive(NONE);
        setTyped(null);
        scroller.current?.focus();
    };
    const open = (entry: BrowseEntry) => (entry.kind === "folder" ? enter(entry.path) : wants !== "folder" && onChoose(entry.path));
    /** a path that was typed: its folder tells whether it is a file or a folder */
    const follow = async (text: string) => {
        const path = text.trim().replace(/^(["'])(.*)\1$/, "$2");
        if (path === "") return;
        const parent = folderOf(path);
        const siblings = parent === null ? null : await engine.library.browse({path: parent}).catch(() => null);
        const found = siblings?.entries.find(({name}) => name === fileName(path));
        if (found?.kind === "file" && wants !== "folder") onChoose(found.path);
        else enter(path);
    };
    const onKeyDown = (event: React.KeyboardEvent) => {
        const entry = entries[active];
        const page = Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX);
        if (event.key === "ArrowDown") activate(active + 1);
        else if (event.key === "ArrowUp") activate(active - 1);
        else if (event.key === "PageDown") activate(active + page);
        else if (event.key === "PageUp") activate(active - page);
        else if (event.key === "Home") activate(0);
        else if (event.key === "End") activate(entries.length - 1);
        else if (event.key === "Enter" && entry !== undefined) open(entry);
        else if (event.key === "Backspace" && shown?.parent != null) enter(shown.parent);
        else if (!typeAhead(event)) return;
        event.preventDefault();
    };
    const marked = entries[active];
    const file = wants !== "folder" && marked?.kind === "file" ? marked.path : null;
    const here = wants !== "file" ? (shown?.path ?? null) : null;
    return (
        <div className={styles.browser}>
            <form
                className={styles.address}
                onSubmit={(event) => {
                    event.preventDefault();
                    void follow(typed ?? "");
                }}
            >
                <IconButton label="Folder above" disabled={shown?.parent == null} onClick={() => shown?.parent != null && enter(shown.parent)}>
                    <IconArrowUp size={16} />
                </IconButton>
                <input
                    aria-label="Path"
                    placeholder="Type or paste a path"
                    spellCheck={false}
                    autoComplete="off"
                    value={typed ?? shown?.path ?? ""}
                    onChange={(event) => setTyped(event.currentTarget.value)}
                    onFocus={(event) => event.currentTarget.select()}
                />
                <Button type="submit" disabled={typed === null}>
                    Go
                </Button>
            </form>
            <nav className={styles.crumbs} aria-label="Folders above">
                {shown !== undefined &&
                    crumbsOf(shown.path).map(({name, path}) => (
                        <button key={path} type="button" aria-current={path === shown.path ? "true" : undefined} onClick={() => enter(path)}>
                            {name}
                        </button>
                    ))}
            </nav>
            {query.isError && (
                <div className={styles.failed}>
                    <Failed error={query.error} onRetry={() => void query.refetch()} />
                    <Button small onClick={() => enter(undefined)}>
                        Home folder
                    </Button>
                </div>
            )}
            <div
                ref={scroller}
                className={classes(styles.list, query.isPlaceholderData && styles.waiting)}
                role="listbox"
                tabIndex={0}
                data-autofocus
                aria-label={shown === undefined ? "Files" : `Files in ${shown.path}`}
                aria-activedescendant={marked === undefined ? undefined : `${listId}-${active}`}
                aria-busy={query.isFetching}
                onKeyDown={onKeyDown}
            >
                {query.isPending && <Loading what="Reading the folder" />}
                {shown !== undefined && entries.length === 0 && !query.isError && <Empty title="This folder is empty" />}
                <div style={{height: virtual.getTotalSize(), position: "relative"}}>
                    {virtual.getVirtualItems().map(({index, start}) => {
                        const entry = entries[index]!;
                        return (
                            <div
                                key={entry.path}
                                id={`${listId}-${index}`}
                                role="option"
                                tabIndex={-1}
                                aria-selected={index === active}
                                aria-label={entry.kind === "folder" ? `${entry.name}, folder` : entry.name}
                                className={classes(styles.entry, index === active && styles.active, entry.kind === "file" && wants === "folder" && styles.dim)}
                                style={{height: ROW_PX, transform: `translateY(${start}px)`}}
                                onClick={() => (entry.kind === "folder" ? enter(entry.path) : setActive(index))}
                                onDoubleClick={() => open(entry)}
                                onKeyDown={(event) => event.key === "Enter" && open(entry)}
                            >
                                {entry.kind === "folder" ? <IconFolder size={16} aria-hidden="true" /> : <IconFile size={16} aria-hidden="true" />}
                                <span className={styles.name}>{entry.name}</span>
                                <span className={styles.size}>{entry.bytes !== undefined && bytes(entry.bytes)}</span>
                                <span className={styles.age}>{entry.modifiedAt !== undefined && ago(entry.modifiedAt)}</span>
                            </div>
                        );
                    })}
                </div>
            </div>
            <footer className={styles.foot}>
                <span className={styles.choice}>{file ?? here ?? "Choose a file."}</span>
                {here !== null && (
                    <Button tone={file === null ? "accent" : "plain"} onClick={() => onChoose(here)}>
                        Choose this folder
                    </Button>
                )}
                {wants !== "folder" && (here === null || file !== null) && (
                    <Button tone="accent" disabled={file === null} onClick={() => file !== null && onChoose(file)}>
                        Choose
                    </Button>
                )}
            </footer>
        </div>
    );
}
