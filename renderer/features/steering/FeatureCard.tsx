import {useMutation, useQuery} from "@tanstack/react-query";
import {useState} from "react";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import {engine, queries, queryClient} from "../../app/engine.ts";
import {tellOtherWindows} from "../../app/otherWindows.ts";
import {fragmentOf} from "../../app/route.ts";
import {classes} from "../../widgets/classes.ts";
import {firesOn} from "../../widgets/firesOn.ts";
import {percent, shown} from "../../widgets/numbers.ts";
import {Failed, Loading} from "../../widgets/States.tsx";
import {showError} from "../../widgets/Toasts.tsx";
import styles from "./FeatureCard.module.css";
import {WEAK_SCORE} from "./FeatureLine.tsx";
import {provenance} from "./provenance.ts";

interface Props {
    readonly dictionary: string;
    readonly feature: FeatureId;
}

/** All that is known of a feature: its labels with where they come from, its figures, and the user's own label. */
export function FeatureCard({dictionary, feature}: Props) {
    const query = useQuery(queries.features.get.queryOptions({input: {dictionary, feature}}));
    if (query.isPending) return <Loading what="Reading the feature" />;
    if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
    const {labels, maxActivation, density, decoderNorm} = query.data;
    const own = labels.find(({source}) => source === "user");
    return (
        <div className={styles.card}>
            <header className={styles.header}>
                <span>
                    Feature <span className="mono">{feature}</span>
                </span>
                <a href={fragmentOf({page: "features", dictionary, feature})}>Open its page</a>
            </header>
            <ul className={styles.labels}>
                {labels.map((label) => (
                    <li key={label.id} className={classes(label.score !== undefined && label.score < WEAK_SCORE && styles.weak)}>
                        <span>{label.description}</span>
                        <small className={styles.provenance}>
                            {provenance(label).map((fact) => (
                                <span key={fact} title={fact}>
                                    {fact}
                                </span>
                            ))}
                        </small>
                        {label.evidence !== undefined && <small>{label.evidence}</small>}
                    </li>
                ))}
                {labels.length === 0 && <li className={styles.weak}>No label yet.</li>}
            </ul>
            <dl className={styles.figures}>
                <dt>Maximum</dt>
                <dd>{maxActivation === undefined ? "not known" : shown(maxActivation)}</dd>
                <dt>Fires on</dt>
                <dd>{density === undefined ? firesOn(density) : `${percent(density)} of tokens`}</dd>
                <dt>Decoder norm</dt>
                <dd>{decoderNorm === undefined ? "not known" : shown(decoderNorm, 3)}</dd>
            </dl>
            <OwnLabel key={own?.description ?? ""} dictionary={dictionary} feature={feature} own={own?.description ?? ""} />
        </div>
    );
}

function OwnLabel({dictionary, feature, own}: Props & {readonly own: string}) {
    const [text, setText] = useState(own);
    const save = useMutation({
        mutationFn: (description: string) => engine.features.label({dictionary, feature, description}),
        onSuccess: () => {
            tellOtherWindows("features");
            return queryClient.invalidateQueries({queryKey: queries.features.key()});
        },
        onError: (error) => showError(error)
    });
    return (
        <form
            className={styles.own}
            onSubmit={(event) => {
                event.preventDefault();
                save.mutate(text.trim());
            }}
        >
            <input aria-label="Your label" placeholder="Your own label" maxLength={500} value={text} onChange={(event) => setText(event.currentTarget.value)} />
            <button type="submit" disabled={text.trim() === own || save.isPending}>
                {text.trim() === "" && own !== "" ? "Remove" : "Save"}
            </button>
        </form>
    );
}
