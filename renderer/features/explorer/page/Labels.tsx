import {IconHistory, IconPencil, IconSparkles} from "@tabler/icons-react";
import {useMutation, useQuery} from "@tanstack/react-query";
import {useState} from "react";
import type {Feature} from "../../../../engine/contract/features.ts";
import {engine, queries} from "../../../app/engine.ts";
import {Button} from "../../../widgets/Button.tsx";
import {classes} from "../../../widgets/classes.ts";
import {IconButton} from "../../../widgets/IconButton.tsx";
import {ago} from "../../../widgets/numbers.ts";
import {Failed, Loading} from "../../../widgets/States.tsx";
import {showError} from "../../../widgets/Toasts.tsx";
import {LabellingDialog} from "../../harvest/index.ts";
import {provenance, sourceWords, WEAK_SCORE} from "../../steering/index.ts";
import {refreshFeatures} from "../refreshFeatures.ts";
import styles from "./Labels.module.css";
import {Part} from "./Part.tsx";

interface Props {
    readonly dictionary: string;
    readonly feature: Feature;
}

/** What the feature is called, by whom, how well that was tested, and one's own words for it. */
export function Labels({dictionary, feature: {feature, labels}}: Props) {
    const [editing, setEditing] = useState(false);
    const [past, setPast] = useState(false);
    const [asking, setAsking] = useState(false);
    const own = labels.find(({source}) => source === "user");
    return (
        <Part
            title="Labels"
            aside={
                <>
                    <IconButton label="What it was called before" pressed={past} onClick={() => setPast(!past)}>
                        <IconHistory size={15} />
                    </IconButton>
                    <IconButton label="Have a model describe it" onClick={() => setAsking(true)}>
                        <IconSparkles size={15} />
                    </IconButton>
                </>
            }
        >
            <ul className={styles.labels} aria-label="Labels">
                {labels.map((label) => (
                    <li key={label.id} className={classes(label.score !== undefined && label.score < WEAK_SCORE && styles.weak)}>
                        <span>{label.description}</span>
                        <small>
                            {provenance(label).map((fact) => (
                                <span key={fact} title={fact}>
                                    {fact}
                                </span>
                            ))}
                        </small>
                        {label.evidence !== undefined && <p>{label.evidence}</p>}
                    </li>
                ))}
                {labels.length === 0 && <li className={styles.weak}>Nobody has described this feature yet.</li>}
            </ul>
            {editing ? (
                <OwnLabel dictionary={dictionary} feature={feature} own={own?.description ?? ""} onDone={() => setEditing(false)} />
            ) : (
                <Button small onClick={() => setEditing(true)}>
                    <IconPencil size={13} aria-hidden="true" /> {own === undefined ? "Label it yourself" : "Edit your label"}
                </Button>
            )}
            {past && <History dictionary={dictionary} feature={feature} />}
            <LabellingDialog dictionary={dictionary} features={[feature]} opened={asking} onClose={() => setAsking(false)} />
        </Part>
    );
}

type OwnProps = {readonly dictionary: string; readonly feature: Feature["feature"]; readonly own: string; readonly onDone: () => void};

function OwnLabel({dictionary, feature, own, onDone}: OwnProps) {
    const [text, setText] = useState(own);
    const save = useMutation({
        mutationFn: (description: string) => engine.features.label({dictionary, feature, description}),
        onSuccess: async () => {
            await refreshFeatures();
            onDone();
        },
        onError: (error) => showError(error)
    });
    const isRemoval = text.trim() === "" && own !== "";
    return (
        <form
            className={styles.own}
            onSubmit={(event) => {
                event.preventDefault();
                if (text.trim() === own) onDone();
                else save.mutate(text.trim());
            }}
        >
            <textarea
                // biome-ignore lint/a11y/noAutofocus: it opens because the person asked to write
                autoFocus
                aria-label="Your label"
                placeholder="What it fires on, in a few words"
                rows={2}
                maxLength={500}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
                onKeyDown={(event) => {
                    if (event.key === "Escape") {
                        event.preventDefault();
                        onDone();
                    } else if (event.key === "Enter" && !event.shiftKey) {
                        event.preventDefault();
                        event.currentTarget.form?.requestSubmit();
                    }
                }}
            />
            <span>
                <Button small type="submit" tone={isRemoval ? "danger" : "accent"} disabled={save.isPending || (text.trim() === "" && own === "")}>
                    {isRemoval ? "Remove your label" : "Save"}
                </Button>
                <Button small tone="quiet" onClick={onDone}>
                    Cancel
                </Button>
            </span>
        </form>
    );
}

function History({dictionary, feature}: Pick<OwnProps, "dictionary" | "feature">) {
    const history = useQuery(queries.labels.history.queryOptions({input: {dictionary, feature}}));
    if (history.isPending) return <Loading what="Looking back" />;
    if (history.isError) return <Failed error={history.error} onRetry={() => void history.refetch()} />;
    if (history.data.length === 0) return <p className={styles.none}>Its labels were never changed.</p>;
    return (
        <ol className={styles.history} aria-label="What it was called before">
            {history.data.map(({at, source, before, after}) => (
                <li key={`${at} ${source} ${after}`}>
                    <small>
                        {ago(at)}, by {sourceWords(source)}
                    </small>
                    {before !== null && <del>{before}</del>}
                    {after !== null && <ins>{after}</ins>}
                </li>
            ))}
        </ol>
    );
}
