import {IconBracketsOff, IconPlus, IconX} from "@tabler/icons-react";
import type {Comparison, Condition} from "../../../../engine/contract/conditions.ts";
import {IconButton} from "../../../widgets/IconButton.tsx";
import {ComparisonRow} from "./ComparisonRow.tsx";
import {addBeside, changeAt, childrenOf, isComparison, joined, joinOf, nodeAt, other, type Path, unwrapAt, wrapAt} from "./conditionTree.ts";
import styles from "./Rules.module.css";

interface Props {
    readonly tree: Condition;
    readonly dictionary: string;
    readonly onChange: (tree: Condition) => void;
}

/** What a new comparison begins as: its feature is still to be chosen. */
export const blankComparison = (dictionary: string): Comparison => ({
    left: {features: [], combine: "max", unit: "max", dictionary},
    operator: ">",
    right: 0.5
});

/** A tree of conditions: what is joined stands in one bracket, indented. */
export function ConditionEditor({tree, dictionary, onChange}: Props) {
    return <Node tree={tree} path={[]} dictionary={dictionary} onChange={onChange} />;
}

const nameOf = (path: Path) => (path.length === 0 ? "Condition" : `Condition ${path.map((place) => place + 1).join(".")}`);

function Node({tree, path, dictionary, onChange}: Props & {readonly path: Path}) {
    const node = nodeAt(tree, path);
    if (node === undefined) return null;
    const name = nameOf(path);
    const change = (next: (old: Condition) => Condition | null) => {
        const changed = changeAt(tree, path, next);
        if (changed !== null) onChange(changed);
    };
    if (isComparison(node)) {
        const parent = path.length === 0 ? undefined : nodeAt(tree, path.slice(0, -1));
        const around = parent === undefined ? null : joinOf(parent);
        return (
            <ComparisonRow
                comparison={node}
                dictionary={dictionary}
                name={name}
                onChange={(next) => change(() => next)}
                onAdd={(join) => onChange(addBeside(tree, path, join, blankComparison(dictionary)))}
                onWrap={() => onChange(wrapAt(tree, path, around === null ? "all" : other(around)))}
                onRemove={path.length === 0 ? null : () => change(() => null)}
            />
        );
    }
    const join = joinOf(node) ?? "all";
    const children = childrenOf(node);
    return (
        // biome-ignore lint/a11y/useSemanticElements: brackets in a sentence
        <div className={styles.join} role="group" aria-label={`${name}: ${join === "all" ? "all of these" : "any of these"}`}>
            <div className={styles.joinHead}>
                <select
                    className={styles.word}
                    aria-label={`${name}: how they are joined`}
                    value={join}
                    onChange={(event) => change((old) => joined(event.currentTarget.value === "any" ? "any" : "all", childrenOf(old)))}
                >
                    <option value="all">all of these hold</option>
                    <option value="any">any of these holds</option>
                </select>
                <span className={styles.ends}>
                    <IconButton
                        label={`${name}: add a condition to these`}
                        onClick={() => change((old) => joined(join, [...childrenOf(old), blankComparison(dictionary)]))}
                    >
                        <IconPlus size={14} />
                    </IconButton>
                    {(path.length > 0 || children.length === 1) && (
                        <IconButton label={`${name}: take the brackets away`} onClick={() => onChange(unwrapAt(tree, path))}>
                            <IconBracketsOff size={14} />
                        </IconButton>
                    )}
                    {path.length > 0 && (
                        <IconButton label={`Remove ${name}, all of it`} tone="danger" onClick={() => change(() => null)}>
                            <IconX size={14} />
                        </IconButton>
                    )}
                </span>
            </div>
            {children.map((_child, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place in the tree
                <div key={place} className={styles.child}>
                    {place > 0 && <span className={styles.joinWord}>{join === "all" ? "and" : "or"}</span>}
                    <Node tree={tree} path={[...path, place]} dictionary={dictionary} onChange={onChange} />
                </div>
            ))}
        </div>
    );
}
