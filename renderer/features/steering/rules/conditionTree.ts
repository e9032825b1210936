import type {Comparison, Condition} from "../../../../engine/contract/conditions.ts";

/** `all`: every one holds; `any`: at least one does. */
export type Join = "all" | "any";
/** Places of a node in a tree, from the root: in each join the place among its children. */
export type Path = readonly number[];

export const isComparison = (condition: Condition): condition is Comparison => "left" in condition;
export const joinOf = (condition: Condition): Join | null => ("all" in condition ? "all" : "any" in condition ? "any" : null);
export const childrenOf = (condition: Condition): readonly Condition[] => ("all" in condition ? condition.all : "any" in condition ? condition.any : []);
export const joined = (join: Join, children: readonly Condition[]): Condition => (join === "all" ? {all: children} : {any: children});
export const other = (join: Join): Join => (join === "all" ? "any" : "all");

export function nodeAt(tree: Condition, path: Path): Condition | undefined {
    let node: Condition | undefined = tree;
    for (const place of path) node = node === undefined ? undefined : childrenOf(node)[place];
    return node;
}

/** The tree with the node at a path changed; null takes it out, and a join that is left with one child becomes that child. */
export function changeAt(tree: Condition, path: Path, change: (node: Condition) => Condition | null): Condition | null {
    const [place, ...rest] = path;
    if (place === undefined) return change(tree);
    const join = joinOf(tree);
    const child = childrenOf(tree)[place];
    if (join === null || child === undefined) return tree;
    const next = changeAt(child, rest, change);
    if (next !== null) return joined(join, childrenOf(tree).with(place, next));
    const left = childrenOf(tree).toSpliced(place, 1);
    return left.length > 1 ? joined(join, left) : (left[0] ?? null);
}

/** Joins another condition to the one at a path: beside it where its parent joins alike, else in a join of their own. */
export function addBeside(tree: Condition, path: Path, join: Join, added: Condition): Condition {
    const parent = path.slice(0, -1);
    const place = path.at(-1);
    const around = place === undefined ? undefined : nodeAt(tree, parent);
    if (place !== undefined && around !== undefined && joinOf(around) === join)
        return changeAt(tree, parent, (node) => joined(join, childrenOf(node).toSpliced(place + 1, 0, added))) ?? tree;
    return changeAt(tree, path, (node) => (joinOf(node) === join ? joined(join, [...childrenOf(node), added]) : joined(join, [node, added]))) ?? tree;
}

/** Puts brackets around the node at a path. */
export const wrapAt = (tree: Condition, path: Path, join: Join): Condition => changeAt(tree, path, (node) => joined(join, [node])) ?? tree;

/** Takes the brackets at a path away: what is in them stands where they were. */
export function unwrapAt(tree: Condition, path: Path): Condition {
    const parent = path.slice(0, -1);
    const place = path.at(-1);
    const node = nodeAt(tree, path);
    if (node === undefined || isComparison(node)) return tree;
    if (childrenOf(node).length === 1) return changeAt(tree, path, () => childrenOf(node)[0] ?? node) ?? tree;
    if (place === undefined) return tree;
    return changeAt(tree, parent, (around) => joined(joinOf(around) ?? "all", childrenOf(around).toSpliced(place, 1, ...childrenOf(node)))) ?? tree;
}
