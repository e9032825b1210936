import {Modal} from "@mantine/core";
import {IconSearch} from "@tabler/icons-react";
import {useId, useMemo, useRef, useState} from "react";
import {classes} from "../../widgets/classes.ts";
import {Empty} from "../../widgets/States.tsx";
import styles from "./CommandPalette.module.css";
import {rank} from "./rank.ts";

/** One line of the palette. */
export interface Command {
    readonly id: string;
    readonly words: string;
    /** heading that it stands under while nothing is typed; what it is, told beside it afterwards */
    readonly group: string;
    /** how it stands now: on, off, … */
    readonly state?: string | undefined;
    /** as this system writes them */
    readonly keys?: string | undefined;
    /** listed before anything is typed */
    readonly atOnce: boolean;
    readonly run: () => void;
}

interface Props {
    readonly commands: readonly Command[];
    /** what can be done with the words themselves */
    readonly withWords: (typed: string) => Command;
    readonly onClose: () => void;
}

/** more would not be looked through */
const MOST_SHOWN = 60;

/** Everything that can be done or opened, by a few letters of its name. */
export function CommandPalette({commands, withWords, onClose}: Props) {
    const [typed, setTyped] = useState("");
    const [marked, setMarked] = useState(0);
    const [before] = useState(() => document.activeElement);
    const listId = useId();
    const list = useRef<HTMLDivElement>(null);
    // at once, not when there is time: Enter does what is on screen
    const searched = typed.trim();
    const names = useMemo(() => commands.map(({words}) => words), [commands]);
    const shown = useMemo((): ReadonlyArray<{command: Command; ranges: readonly number[]}> => {
        if (searched === "") return commands.filter(({atOnce}) => atOnce).map((command) => ({command, ranges: []}));
        const ranked = rank(searched, names).slice(0, MOST_SHOWN);
        return [...ranked.map(({index, ranges}) => ({command: commands[index]!, ranges})), {command: withWords(searched), ranges: []}];
    }, [commands, names, searched, withWords]);

    const mark = (index: number) => {
        setMarked(index);
        list.current?.querySelectorAll('[role="option"]')[index]?.scrollIntoView({block: "nearest"});
    };
    const close = (run?: () => void) => {
        onClose();
        // where the keyboard was comes first, so that what is done may take it elsewhere
        setTimeout(() => {
            if (before instanceof HTMLElement) before.focus({preventScroll: true});
            run?.();
        });
    };
    const onKeyDown = (event: React.KeyboardEvent) => {
        if (event.nativeEvent.isComposing) return;
        const last = shown.length - 1;
        if (event.key === "ArrowDown") mark(marked >= last ? 0 : marked + 1);
        else if (event.key === "ArrowUp") mark(marked <= 0 ? last : marked - 1);
        else if (event.key === "PageDown") mark(Math.min(last, marked + 8));
        else if (event.key === "PageUp") mark(Math.max(0, marked - 8));
        else if (event.key === "Enter") {
            const chosen = shown[marked]?.command;
            if (chosen !== undefined) close(chosen.run);
        } else return;
        event.preventDefault();
    };
    return (
        <Modal
            opened
            onClose={() => close()}
            returnFocus={false}
            withCloseButton={false}
            padding={0}
            size={580}
            yOffset="11vh"
            transitionProps={{duration: 0}}
            attributes={{content: {"aria-label": "Commands"}}}
        >
            <div className={styles.field}>
                <IconSearch size={17} aria-hidden="true" />
                <input
                    type="text"
                    role="combobox"
                    data-autofocus
                    aria-label="Search commands, conversations, presets and models"
                    aria-expanded="true"
                    aria-controls={listId}
                    aria-activedescendant={shown[marked] === undefined ? undefined : `${listId}-${marked}`}
                    autoComplete="off"
                    spellCheck={false}
                    placeholder="Do something, open a conversation, apply a preset"
                    value={typed}
                    onChange={(event) => {
                        setTyped(event.currentTarget.value);
                        setMarked(0);
                    }}
                    onKeyDown={onKeyDown}
                />
            </div>
            <div ref={list} id={listId} role="listbox" aria-label="Commands found" className={styles.list} tabIndex={-1}>
                {searched !== "" && shown.length === 1 && <Empty title="Nothing is called that" />}
                {shown.map(({command, ranges}, index) => (
                    <div key={command.id} role="presentation">
                        {searched === "" && command.group !== shown[index - 1]?.command.group && (
                            <div className={styles.heading} aria-hidden="true">
                                {command.group}
                            </div>
                        )}
                        <div
                            id={`${listId}-${index}`}
                            role="option"
                            tabIndex={-1}
                            aria-selected={index === marked}
                            className={classes(styles.option, index === marked && styles.marked)}
                            onMouseMove={() => index !== marked && setMarked(index)}
                            onMouseDown={(event) => event.preventDefault()}
                            onClick={() => close(command.run)}
                            onKeyDown={onKeyDown}
                        >
                            <span className={styles.words}>
                                <Marked text={command.words} ranges={ranges} />
                            </span>
                            {command.state !== undefined && <span className={styles.state}>{command.state}</span>}
                            {searched !== "" && <span className={styles.group}>{command.group}</span>}
                            {command.keys !== undefined && <kbd className={styles.keys}>{command.keys}</kbd>}
                        </div>
                    </div>
                ))}
            </div>
        </Modal>
    );
}

function Marked({text, ranges}: {readonly text: string; readonly ranges: readonly number[]}) {
    const pieces: Array<{text: string; at: number; isTyped: boolean}> = [];
    let from = 0;
    ranges.forEach((to, place) => {
        if (to > from) pieces.push({text: text.slice(from, to), at: from, isTyped: place % 2 === 1});
        from = to;
    });
    pieces.push({text: text.slice(from), at: from, isTyped: false});
    return pieces.map((piece) => (piece.isTyped ? <b key={piece.at}>{piece.text}</b> : <span key={piece.at}>{piece.text}</span>));
}
