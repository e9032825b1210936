import {useQuery} from "@tanstack/react-query";
import type {DictionaryInfo} from "../../../engine/contract/models.ts";
import {queries} from "../../app/engine.ts";
import {count, percent} from "../../widgets/numbers.ts";
import {Section} from "../../widgets/Sheet.tsx";
import {Failed, Loading} from "../../widgets/States.tsx";
import styles from "./CountsSection.module.css";
import {useCategoryTitles} from "./useCategoryTitles.ts";

/** Which share of a dictionary is moderated, and how much of that is dead anyway. */
export function CountsSection({dictionary}: {readonly dictionary: DictionaryInfo}) {
    const counts = useQuery(queries.moderation.counts.queryOptions({input: {dictionary: dictionary.id}}));
    const titleOf = useCategoryTitles();
    if (counts.isPending) return <Loading what="Counting" />;
    if (counts.isError) return <Failed error={counts.error} onRetry={() => void counts.refetch()} />;
    const {features, moderated, dead, moderatedAndDead, byCategory, version} = counts.data;
    const living = moderated - (moderatedAndDead ?? 0);
    const width = (part: number) => `${features === 0 ? 0 : (part / features) * 100}%`;
    const most = Math.max(...byCategory.map((each) => each.features), 1);
    return (
        <Section title="What is removed" about={`${dictionary.name}, list version ${version}`}>
            <p className={styles.sum}>
                {moderated === 0 ? (
                    `None of ${count(features)} features is moderated.`
                ) : (
                    <>
                        <strong>{percent(moderated / features)}</strong> of {count(features)} features, {count(moderated)} in all,{" "}
                        {moderated === 1 ? "is" : "are"} moderated
                        {moderatedAndDead === undefined
                            ? "."
                            : `; ${moderatedAndDead === 0 ? "none" : count(moderatedAndDead)} of them ${moderatedAndDead > 1 ? "are" : "is"} dead.`}
                    </>
                )}{" "}
                {dead === undefined
                    ? "Which are dead is known after a harvest."
                    : dead === 0
                      ? "Every feature fired in the harvest."
                      : `${count(dead)} never fired in the harvest.`}
            </p>
            <div
                className={styles.share}
                role="img"
                aria-label={`${count(living)} moderated and alive${dead === undefined ? "" : `, ${count(moderatedAndDead ?? 0)} moderated and dead, ${count(dead - (moderatedAndDead ?? 0))} dead and not moderated`}, of ${count(features)}`}
            >
                <span className={styles.partLiving} style={{width: width(living)}} />
                <span className={styles.partBoth} style={{width: width(moderatedAndDead ?? 0)}} />
                <span className={styles.partDead} style={{width: width((dead ?? 0) - (moderatedAndDead ?? 0))}} />
            </div>
            <ul className={styles.key} aria-hidden="true">
                <li>
                    <i className={styles.partLiving} /> moderated
                </li>
                {dead !== undefined && (
                    <>
                        <li>
                            <i className={styles.partBoth} /> moderated and dead
                        </li>
                        <li>
                            <i className={styles.partDead} /> dead, not moderated
                        </li>
                    </>
                )}
                <li>
                    <i className={styles.partRest} /> the others
                </li>
            </ul>
            {byCategory.some((each) => each.features > 0) && (
                <dl className={styles.byCategory}>
                    {byCategory
                        .filter((each) => each.features > 0)
                        .map((each) => (
                            <div key={each.category}>
                                <dt>{titleOf(each.category)}</dt>
                                <dd>
                                    <span className={styles.bar}>
                                        <span style={{width: `${(each.features / most) * 100}%`}} />
                                    </span>
                                    {count(each.features)}
                                </dd>
                            </div>
                        ))}
                </dl>
            )}
        </Section>
    );
}
