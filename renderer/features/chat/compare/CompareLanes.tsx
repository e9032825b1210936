import {IconArrowsDiff} from "@tabler/icons-react";
import {useMemo, useState} from "react";
import {useSetting} from "../../../app/settings.ts";
import {classes} from "../../../widgets/classes.ts";
import {IconButton} from "../../../widgets/IconButton.tsx";
import type {ChatActions} from "../chatActions.ts";
import {useDifferences} from "../difference/useDifferences.ts";
import {type Generation, liveLaneOf} from "../generations.ts";
import {type Comparison, isSteered} from "../tree.ts";
import styles from "./CompareLanes.module.css";
import {columnName, differenceSentence} from "./compareWords.ts";
import {Lane} from "./Lane.tsx";

interface Props {
    readonly comparison: Comparison;
    readonly generation: Generation | null;
    /** the version that the conversation goes on from */
    readonly currentId: string;
    readonly inspectWith: string | null;
    readonly firstDictionary: string;
    readonly busy: boolean;
    readonly actions: ChatActions;
}

/** Answers to one question side by side, and all the words in which they differ from one of them. */
export function CompareLanes({comparison, generation, currentId, inspectWith, firstDictionary, busy, actions}: Props) {
    const {columns, kind, sameSeed} = comparison;
    const [marking, setMarking] = useSetting("markDifferences", true);
    const [chosen, setChosen] = useState<string | null>(null);
    const [looked, setLooked] = useState<string | null>(null);
    const texts = columns.map((message) => {
        const live = liveLaneOf(generation, message.id);
        return {id: message.id, text: live?.text ?? message.content, writing: live?.finished === false};
    });
    const reference = (columns.find(({id}) => id === chosen) ?? columns.find((message) => !isSteered(message)) ?? columns[0])?.id ?? "";
    const differences = useDifferences(texts, reference, marking);
    const isPair = columns.length === 2;
    // of several, the reference shows what the column under the pointer lacks
    const other = isPair ? columns.find(({id}) => id !== reference)?.id : looked;
    const isWriting = texts.some(({writing}) => writing);
    const steeredBy = useMemo(() => columns.flatMap(({steering}) => steering?.edits.map(({feature}) => feature) ?? []), [columns]);
    const waiting = generation === null ? 0 : generation.of - Object.keys(generation.lanes).length;
    return (
        <section className={styles.compare} aria-label={kind === "variants" ? "Answers side by side" : "Steered and default answer"}>
            <div className={styles.summary}>
                <p>
                    {sameSeed ? (
                        <>
                            Same seed <span className="mono">{columns[0]?.sampling?.seed}</span>.
                        </>
                    ) : (
                        "Different seeds, so not all of the difference comes from the edits."
                    )}{" "}
                    <span aria-live="polite">
                        {marking && isPair && differenceSentence(differences.get(other ?? ""), isWriting)}
                        {marking && !isPair && "Marked: what differs from the column with the mark."}
                        {waiting > 0 && kind === "variants" && ` ${waiting} more to come.`}
                    </span>
                </p>
                <IconButton label="Mark differences" text="Differences" pressed={marking} className={styles.toggle} onClick={() => setMarking(!marking)}>
                    <IconArrowsDiff size={14} />
                </IconButton>
            </div>
            <div className={classes(styles.lanes, !isPair && styles.many)} {...(!isPair && {tabIndex: 0, role: "group", "aria-label": "Columns"})}>
                {columns.map((message) => (
                    <Lane
                        key={message.id}
                        message={message}
                        name={columnName(message)}
                        live={liveLaneOf(generation, message.id)}
                        marks={!marking ? undefined : message.id === reference ? differences.get(other ?? "")?.a : differences.get(message.id)?.b}
                        isReference={message.id === reference}
                        isCurrent={message.id === currentId}
                        canRefer={!isPair && marking}
                        inspectWith={message.finishReason === undefined ? null : inspectWith}
                        besides={isSteered(message) ? undefined : steeredBy}
                        firstDictionary={firstDictionary}
                        busy={busy}
                        actions={actions}
                        onRefer={setChosen}
                        onLook={isPair ? undefined : setLooked}
                    />
                ))}
            </div>
        </section>
    );
}
