import {useEffect, useRef} from "react";
import type {DictionaryInfo} from "../../../../engine/contract/models.ts";
import {fragmentOf} from "../../../app/route.ts";
import {count} from "../../../widgets/numbers.ts";
import styles from "./FeatureView.module.css";

/** In the place of a feature that an address names and the dictionary does not have. */
export function Nowhere({place, dictionary: {id, name, nFeatures}}: {readonly place: string; readonly dictionary: DictionaryInfo}) {
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => heading.current?.focus({preventScroll: true}), []);
    return (
        <section className={styles.nowhere} aria-label="No such feature">
            <h2 ref={heading} tabIndex={-1}>
                There is no feature “{place}”
            </h2>
            <p>
                {name} has features 0 to {count(nFeatures - 1)}.
            </p>
            <a href={fragmentOf({page: "features", dictionary: id, feature: null})}>All its features</a>
        </section>
    );
}
