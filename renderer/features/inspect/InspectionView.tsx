import {SegmentedControl} from "@mantine/core";
import {useState} from "react";
import type {Aggregate, Inspection} from "../../../engine/contract/featurePages.ts";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import {fragmentOf} from "../../app/route.ts";
import {percent, shown} from "../../widgets/numbers.ts";
import {Empty} from "../../widgets/States.tsx";
import styles from "./InspectionView.module.css";
import {TokenMatrix} from "./TokenMatrix.tsx";

interface Props {
    readonly dictionary: string;
    readonly inspection: Inspection;
    readonly aggregate: Aggregate;
    readonly onAggregate: (aggregate: Aggregate) => void;
    readonly onSteer: (feature: FeatureId) => void;
}

const ways: ReadonlyArray<{readonly value: Aggregate; readonly label: string; readonly about: string}> = [
    {value: "max", label: "Highest", about: "by their highest value on a token"},
    {value: "mean", label: "Mean", about: "by their mean over the tokens"},
    {value: "frequency", label: "Often", about: "by the share of tokens on which they are active, above 0.1"},
    {value: "sum", label: "Sum", about: "by their sum over the tokens"}
];
const FEW = 12;
const MATRIX_ROWS = 22;

/** The features of a stretch of tokens, added up, as a list or as a matrix of tokens by features. */
export function InspectionView({dictionary, inspection, aggregate, onAggregate, onSteer}: Props) {
    const [as, setAs] = useState<"list" | "matrix">("list");
    const [filter, setFilter] = useState("");
    const [all, setAll] = useState(false);
    const wanted = filter.trim().toLowerCase();
    const columns = inspection.features
        .map((feature, column) => ({...feature, column}))
        .filter(({feature, label}) => wanted === "" || `${feature}` === wanted || (label ?? "").toLowerCase().includes(wanted));
    const few = as === "list" ? FEW : MATRIX_ROWS;
    const strongest = inspection.features[0]?.value ?? 0;
    const words = (value: number) => (aggregate === "frequency" ? percent(value) : shown(value));
    return (
        <div className={styles.view}>
            <div className={styles.bar}>
                <SegmentedControl
                    size="xs"
                    aria-label="Show features as"
                    value={as}
                    data={[
                        {value: "list", label: "List"},
                        {value: "matrix", label: "Matrix"}
                    ]}
                    onChange={(value) => setAs(value === "matrix" ? "matrix" : "list")}
                />
                <SegmentedControl
                    size="xs"
                    aria-label="Strongest by"
                    value={aggregate}
                    data={ways.map(({value, label}) => ({value, label}))}
                    onChange={(value) => onAggregate(ways.find((way) => way.value === value)?.value ?? "max")}
                />
                <input
                    type="search"
                    aria-label="Filter features"
                    placeholder="Filter"
                    className={styles.filter}
                    value={filter}
                    onChange={(event) => setFilter(event.currentTarget.value)}
                />
            </div>
            <p className={styles.about}>Strongest first, {ways.find(({value}) => value === aggregate)?.about}. Special tokens are left out.</p>
            {columns.length === 0 && <Empty title={wanted === "" ? "No feature fires here" : "No feature of that name fires here"} />}
            {as === "matrix" && columns.length > 0 && (
                <TokenMatrix dictionary={dictionary} inspection={inspection} columns={all ? columns : columns.slice(0, MATRIX_ROWS)} />
            )}
            {as === "list" && (
                <ol className={styles.list} aria-label="Strongest features">
                    {(all ? columns : columns.slice(0, FEW)).map(({feature, label, value, max, frequency}) => (
                        <li key={feature}>
                            <a
                                href={fragmentOf({page: "features", dictionary, feature})}
                                className={styles.name}
                                title={`Open the page of feature ${feature}${label === undefined ? "" : `: ${label}`}`}
                            >
                                <small className={styles.index}>{feature}</small> {label ?? <i>no label yet</i>}
                            </a>
                            <span className={styles.track}>
                                <span style={{width: `${strongest > 0 ? (value / strongest) * 100 : 0}%`}} />
                            </span>
                            <span className={styles.value} title={`highest ${shown(max)}, active on ${percent(frequency)} of tokens`}>
                                {words(value)}
                            </span>
                            <button
                                type="button"
                                className={styles.steer}
                                aria-label={`Steer by ${label ?? `feature ${feature}`}`}
                                onClick={() => onSteer(feature)}
                            >
                                steer
                            </button>
                        </li>
                    ))}
                </ol>
            )}
            {columns.length > few && (
                <button type="button" className={styles.more} aria-expanded={all} onClick={() => setAll(!all)}>
                    {all ? "Fewer" : `${columns.length - few} more`}
                </button>
            )}
        </div>
    );
}
