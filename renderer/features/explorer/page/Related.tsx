import {useQuery} from "@tanstack/react-query";
import type {FeaturePage} from "../../../../engine/contract/featurePages.ts";
import type {FeatureId} from "../../../../engine/contract/ids.ts";
import {queries} from "../../../app/engine.ts";
import {fragmentOf} from "../../../app/route.ts";
import {percent, shown} from "../../../widgets/numbers.ts";
import {Failed, Loading} from "../../../widgets/States.tsx";
import {Part} from "./Part.tsx";
import styles from "./Related.module.css";

interface NamedProps {
    readonly dictionary: string;
    readonly feature: FeatureId;
    readonly label: string | undefined;
    /** 0..1 */
    readonly share: number;
    readonly words: string;
    readonly title: string;
}

function Named({dictionary, feature, label, share, words, title}: NamedProps) {
    return (
        <li>
            <a href={fragmentOf({page: "features", dictionary, feature})} title={title}>
                <span className={styles.index}>{feature}</span>
                <span className={styles.label}>{label ?? <i>no label yet</i>}</span>
                <span className={styles.value}>{words}</span>
                <span className={styles.bar}>
                    <span style={{width: `${Math.max(0, Math.min(1, share)) * 100}%`}} />
                </span>
            </a>
        </li>
    );
}

/** Features whose decoder rows point the same way. */
export function Neighbours({dictionary, feature}: {readonly dictionary: string; readonly feature: FeatureId}) {
    const neighbours = useQuery(queries.features.neighbors.queryOptions({input: {dictionary, features: [feature], k: 12}}));
    const others = neighbours.data?.filter((other) => other.feature !== feature);
    return (
        <Part title="Points the same way" about="Features that write nearly the same into the model: the cosine between their directions.">
            {neighbours.isError ? (
                <Failed error={neighbours.error} onRetry={() => void neighbours.refetch()} />
            ) : others === undefined ? (
                <Loading what="Comparing directions" />
            ) : (
                <ol className={styles.list} aria-label="Neighbours">
                    {others.map(({feature: other, label, cosine}) => (
                        <Named
                            key={other}
                            dictionary={dictionary}
                            feature={other}
                            label={label}
                            share={cosine}
                            words={shown(cosine)}
                            title={`cosine ${shown(cosine, 3)}`}
                        />
                    ))}
                </ol>
            )}
        </Part>
    );
}

interface CompanionsProps {
    readonly dictionary: string;
    readonly companions: FeaturePage["companions"];
    readonly exact: boolean;
}

/** How many times as often as chance two features fire together. @param share of the one's tokens, on which the other fires @param density of the other */
const liftOf = (share: number, density: number | undefined) => (density === undefined || density === 0 ? undefined : share / density);
const liftWords = (lift: number) => (lift < 10 ? shown(lift, 1) : Math.round(lift).toLocaleString("en"));

/** Features that fire on the same tokens. */
export function Companions({dictionary, companions, exact}: CompanionsProps) {
    const densities = useQuery({
        ...queries.features.lookup.queryOptions({input: {dictionary, features: companions.map(({feature}) => feature)}}),
        enabled: companions.length > 0
    });
    const densityOf = new Map(densities.data?.map(({feature, density}) => [feature, density]));
    // a feature that fires everywhere fires with everything: what tells is how much oftener than that
    const sorted = companions
        .map((one) => ({...one, lift: liftOf(one.share, densityOf.get(one.feature))}))
        .sort((a, b) => (b.lift ?? 0) - (a.lift ?? 0) || b.share - a.share);
    return (
        <Part
            title="Fires together with"
            about={`Features that fire on the same tokens, by how many times as often as chance would have it (their own density); and on which share of this one’s tokens.${exact ? "" : " Counted in a bounded space, so that rare ones may be missing."}`}
        >
            {companions.length === 0 && <p className={styles.none}>No other feature fires on its tokens often enough to be told from chance.</p>}
            <ol className={styles.list} aria-label="Companions">
                {sorted.map(({feature, label, together, share, lift}) => (
                    <Named
                        key={feature}
                        dictionary={dictionary}
                        feature={feature}
                        label={label}
                        share={share}
                        words={`${lift === undefined ? "" : `×${liftWords(lift)} · `}${percent(share)}`}
                        title={`together on ${together.toLocaleString("en")} tokens, ${percent(share)} of this feature’s${lift === undefined ? "" : `: ${liftWords(lift)} times as often as by chance`}`}
                    />
                ))}
            </ol>
        </Part>
    );
}
