import type {FeatureId} from "../../../../engine/contract/ids.ts";
import {fragmentOf} from "../../../app/route.ts";
import styles from "./Autosteer.module.css";

interface Props {
    readonly feature: FeatureId;
    readonly label: string | undefined;
    readonly dictionary: string;
}

/** A feature by its name, which leads to its page. */
export function FeatureLink({feature, label, dictionary}: Props) {
    return (
        <a className={styles.feature} href={fragmentOf({page: "features", dictionary, feature})}>
            {label ?? <i>no label</i>} <small>{feature}</small>
        </a>
    );
}
