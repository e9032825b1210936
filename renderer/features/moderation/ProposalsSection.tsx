import {useQuery} from "@tanstack/react-query";
import {useEffect, useRef, useState} from "react";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import type {DictionaryInfo} from "../../../engine/contract/models.ts";
import {engine, queries} from "../../app/engine.ts";
import {Ask} from "../../widgets/Ask.tsx";
import {Button} from "../../widgets/Button.tsx";
import {classes} from "../../widgets/classes.ts";
import {count, counted, percent} from "../../widgets/numbers.ts";
import {Section} from "../../widgets/Sheet.tsx";
import {Empty, Failed, Loading} from "../../widgets/States.tsx";
import {showError} from "../../widgets/Toasts.tsx";
import {announceRun, useRuns} from "../runs/index.ts";
import {changeModeration} from "./changeModeration.ts";
import rows from "./Entry.module.css";
import form from "./Form.module.css";
import styles from "./ProposalsSection.module.css";
import {useCategoryTitles} from "./useCategoryTitles.ts";

const AT_ONCE = 200;
const LOOK_EVERY_MS = 2000;
/** more than are read in one look, so that a key pressed by mistake hides no large part of a dictionary */
const ASK_ABOVE = 20;

/** What the model suggests to moderate; a person accepts or rejects, many at once where that is clear. */
export function ProposalsSection({dictionary}: {readonly dictionary: DictionaryInfo}) {
    const titleOf = useCategoryTitles();
    const run = useRuns()?.find(({kind}) => kind === "propose");
    const busy = run?.state === "running" || run?.state === "queued";
    const proposals = useQuery({
        ...queries.moderation.proposals.queryOptions({input: {dictionary: dictionary.id, limit: AT_ONCE}}),
        // they come while the model looks, and can be decided on at once
        refetchInterval: busy && LOOK_EVERY_MS
    });
    const {refetch} = proposals;
    // what came between the last look and a pause; a run that is cancelled takes back what it proposed
    // biome-ignore lint/correctness/useExhaustiveDependencies: it depends on what the run does
    useEffect(() => void refetch(), [run?.state, refetch]);
    const [marked, setMarked] = useState(0);
    const [selected, setSelected] = useState<ReadonlySet<FeatureId>>(new Set());
    const [asking, setAsking] = useState(false);
    const list = useRef<HTMLDivElement>(null);
    const all = proposals.data?.proposals ?? [];
    const total = proposals.data?.total ?? 0;
    const at = Math.min(marked, all.length - 1);
    const chosen = all.filter(({feature}) => selected.has(feature));
    // what keys and buttons act on: what is selected, else the marked one
    const acted = chosen.length > 0 ? chosen : all.slice(Math.max(0, at), at + 1);
    const toggle = (feature: FeatureId) => {
        const next = new Set(selected);
        if (!next.delete(feature)) next.add(feature);
        setSelected(next);
    };
    const decide = async (accept: boolean) => {
        if (acted.length === 0) return;
        const done = await changeModeration(() => engine.moderation.decide({dictionary: dictionary.id, features: acted.map(({feature}) => feature), accept}));
        if (done) setSelected(new Set());
        list.current?.focus();
    };
    const accept = () => (acted.length > ASK_ABOVE ? setAsking(true) : void decide(true));
    const propose = async () => {
        try {
            announceRun(await engine.moderation.propose({dictionary: dictionary.id}));
        } catch (error) {
            showError(error, {retry: () => void propose()});
        }
    };
    const mark = (index: number) => {
        const next = Math.max(0, Math.min(all.length - 1, index));
        setMarked(next);
        list.current?.children[next]?.scrollIntoView({block: "nearest"});
    };
    const onKeyDown = (event: React.KeyboardEvent) => {
        const control = event.ctrlKey || event.metaKey;
        const current = all[at];
        if (event.key === "ArrowDown") mark(at + 1);
        else if (event.key === "ArrowUp") mark(at - 1);
        else if (event.key === " " && current !== undefined) toggle(current.feature);
        else if (event.key === "a" && control) setSelected(new Set(chosen.length === all.length ? [] : all.map(({feature}) => feature)));
        else if (event.key === "a") accept();
        else if (event.key === "r" && !control) void decide(false);
        else return;
        event.preventDefault();
    };
    const what = acted.length === 1 && chosen.length === 0 ? "the marked one" : counted(acted.length, "proposal");
    return (
        <Section
            title="Proposals"
            about="The loaded model reads labels and examples and says what the policy below may cover. Nothing is moderated before you accept it."
            aside={
                <Button small disabled={busy} onClick={() => void propose()}>
                    {busy ? "Looking…" : run?.state === "paused" ? "Go on looking" : "Look for features"}
                </Button>
            }
        >
            {proposals.isPending && <Loading what="Opening the proposals" />}
            {proposals.isError && <Failed error={proposals.error} onRetry={() => void proposals.refetch()} />}
            {proposals.isSuccess && all.length === 0 && <Empty title="No proposals wait" />}
            {all.length > 0 && (
                <>
                    <div className={form.controls}>
                        <Button tone="danger" onClick={accept}>
                            Accept {what}
                        </Button>
                        <Button onClick={() => void decide(false)}>Reject {what}</Button>
                        <span className={form.hint}>
                            Arrows move, Space selects, Ctrl+A selects all, A accepts, R rejects.
                            {total > all.length && ` ${count(all.length)} of ${count(total)} are shown.`}
                        </span>
                    </div>
                    <div
                        ref={list}
                        className={styles.proposals}
                        role="listbox"
                        aria-label="Proposals"
                        aria-multiselectable="true"
                        aria-activedescendant={`proposal-${all[at]?.feature}`}
                        tabIndex={0}
                        onKeyDown={onKeyDown}
                    >
                        {all.map(({feature, label, category, reason, confidence}, index) => (
                            // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys
                            <div
                                key={feature}
                                id={`proposal-${feature}`}
                                role="option"
                                tabIndex={-1}
                                aria-selected={selected.has(feature)}
                                aria-label={`Feature ${feature}: ${label ?? "no label"}, ${titleOf(category)}`}
                                className={classes(rows.entry, styles.proposal, index === at && styles.marked)}
                                onClick={() => {
                                    setMarked(index);
                                    toggle(feature);
                                }}
                            >
                                <input type="checkbox" tabIndex={-1} readOnly checked={selected.has(feature)} aria-hidden="true" />
                                <span className={rows.number}>{feature}</span>
                                <span className={classes(rows.entryWords, styles.words)}>
                                    <span>{label ?? <i className={rows.faint}>no label</i>}</span>
                                    <small>{reason}</small>
                                </span>
                                <span className={styles.category}>{titleOf(category)}</span>
                                <span className={styles.confidence} title="How sure the model was">
                                    {percent(confidence)}
                                </span>
                            </div>
                        ))}
                    </div>
                    <Ask
                        opened={asking}
                        title={`Moderate ${counted(acted.length, "feature")}?`}
                        confirm={`Moderate ${count(acted.length)}`}
                        refuse="Look again"
                        onConfirm={() => void decide(true)}
                        onClose={() => setAsking(false)}
                    >
                        They will be neither shown nor steered, through any door. Each can be taken off the list again, with a reason.
                    </Ask>
                </>
            )}
        </Section>
    );
}
