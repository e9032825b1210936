import {EngineError} from "../contract/index.ts";
import type {DictionaryFile} from "../dictionaries/types.ts";
import type {NativeConditionNode, NativeOperand, NativeRule, NativeSet} from "../native/AddonTypes.ts";
import type {RawCondition, RawReading, RawSteering} from "../steering/index.ts";

type Inputs = {readonly dictionary: number; readonly feature: number}[];

/** A steering in the native table's form, and where each rule's features are found among the set's inputs, in the order they are first named. */
export interface CompiledSet {
    readonly set: NativeSet;
    readonly named: readonly (readonly number[])[];
}

/**
 * @param nLayers of the model
 * @throws EngineError `dictionary/not-loaded`, `feature/not-found`; `steering/bad-condition` where a rule would read the last layer, which sees only the tokens
 * whose logits are wanted
 */
export function nativeSet(steering: RawSteering, dictionaries: readonly DictionaryFile[], nLayers: number): CompiledSet {
    const at = (dictionary: string, feature: number) => {
        const index = dictionaries.findIndex(({id}) => id === dictionary);
        if (index < 0) throw new EngineError("dictionary/not-loaded", {dictionary});
        const {nFeatures} = dictionaries[index]!;
        if (feature >= nFeatures) throw new EngineError("feature/not-found", {dictionary, feature, nFeatures});
        return {dictionary: index, feature};
    };
    const edits = steering.edits.map(({dictionary, feature, mode, value, rule, unless}) => ({...at(dictionary, feature), mode, value, rule, unless}));
    const {normRestore = 0, caps = {}, rules = []} = steering;
    const inputs: Inputs = [];
    const trees = rules.map(({when, on, sticky}): {rule: NativeRule; named: number[]} => {
        const {nodes, named} = flatten(when, ({dictionary, features}) =>
            features.map((feature) => {
                const input = at(dictionary, feature);
                if (dictionaries[input.dictionary]!.layer === nLayers - 1)
                    throw new EngineError("steering/bad-condition", {detail: `feature ${feature} is read at the model's last layer, where a rule can't look`});
                const known = inputs.findIndex((one) => one.dictionary === input.dictionary && one.feature === input.feature);
                return known >= 0 ? known : inputs.push(input) - 1;
            })
        );
        return {rule: {on, sticky, nodes}, named};
    });
    return {
        set: {
            edits,
            ...(normRestore > 0 && {restore: normRestore}),
            ...(Object.keys(caps).length > 0 && {caps: dictionaries.map(({id}) => caps[id] ?? 0)}),
            ...(rules.length > 0 && {inputs, rules: trees.map(({rule}) => rule)})
        },
        named: trees.map(({named}) => named)
    };
}

/** A tree as a list in which children come after their parents. */
function flatten(root: RawCondition, inputsOf: (reading: RawReading) => number[]) {
    const nodes: NativeConditionNode[] = [];
    const named = new Set<number>();
    const operand = (reading: RawReading): NativeOperand => {
        const inputs = inputsOf(reading);
        for (const input of inputs) named.add(input);
        return {combine: reading.combine, inputs, weights: reading.weights};
    };
    const add = (condition: RawCondition): number => {
        const place = nodes.length;
        if ("left" in condition) {
            const {left, operator, right} = condition;
            const first = operand(left);
            nodes.push({kind: "compare", operator, left: first, right: typeof right === "number" ? right : operand(right)});
            return place;
        }
        const children: number[] = [];
        nodes.push({kind: "all" in condition ? "all" : "any", children});
        for (const child of "all" in condition ? condition.all : condition.any) children.push(add(child));
        return place;
    };
    add(root);
    return {nodes, named: [...named]};
}
