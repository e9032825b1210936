import {Select} from "@mantine/core";
import {IconArrowDown, IconArrowUp} from "@tabler/icons-react";
import {classes} from "../../../widgets/classes.ts";
import {IconButton} from "../../../widgets/IconButton.tsx";
import styles from "./Explorer.module.css";
import type {Search, Sort} from "./searches.ts";

interface Props {
    readonly search: Search;
    readonly narrow: boolean;
    readonly withValues: boolean;
    readonly onChange: (part: Partial<Search>) => void;
}

const sorts: ReadonlyArray<{readonly value: Sort; readonly label: string; readonly title: string}> = [
    {value: "index", label: "Number", title: "Place in the dictionary"},
    {value: "match", label: "Best match", title: "What fits the search best; without one, the best tested labels"},
    {
        value: "density",
        label: "Fires on",
        title: "Share of tokens on which it fires. The bar is logarithmic: empty at one token in 100,000, a fifth more for each power of ten, full at every token"
    },
    {value: "max", label: "Max", title: "Highest activation in the harvest"},
    {value: "score", label: "Score", title: "How well the label predicts where the feature fires; 0.5 is chance"}
];

/** What the columns are, and by which of them the list is sorted. */
export function ListHeader({search, narrow, withValues, onChange}: Props) {
    const {sort, descending} = search;
    const choose = (value: Sort) => onChange(value === sort ? {descending: !descending} : {sort: value, descending: value !== "index"});
    const Arrow = descending ? IconArrowDown : IconArrowUp;
    if (narrow) {
        return withValues ? null : (
            <div className={styles.sort}>
                <Select
                    size="xs"
                    w={112}
                    aria-label="Sort by"
                    allowDeselect={false}
                    data={sorts.map(({value, label}) => ({value, label}))}
                    value={sort}
                    onChange={(value) => {
                        const chosen = sorts.find((each) => each.value === value)?.value;
                        if (chosen !== undefined && chosen !== sort) choose(chosen);
                    }}
                />
                <IconButton label={descending ? "Highest first" : "Lowest first"} onClick={() => onChange({descending: !descending})}>
                    <Arrow size={15} />
                </IconButton>
            </div>
        );
    }
    const column = (value: Sort, label?: string) => {
        const {title, label: words} = sorts.find((each) => each.value === value)!;
        return (
            <button
                type="button"
                className={styles.column}
                title={title}
                disabled={withValues}
                aria-label={`Sort by ${label ?? words}`}
                aria-pressed={!withValues && sort === value}
                onClick={() => choose(value)}
            >
                {label ?? words}
                {!withValues && sort === value && <Arrow size={12} aria-label={descending ? "highest first" : "lowest first"} />}
            </button>
        );
    };
    return (
        <div className={classes(styles.columns, withValues && styles.withValues)}>
            {column("index", "No.")}
            {column("match", withValues ? "Label" : sort === "match" ? "Label, best match" : "Label")}
            {withValues && <span className={styles.right}>On this text</span>}
            {column("density")}
            {column("max")}
            {column("score")}
        </div>
    );
}
