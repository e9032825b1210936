import {createHash} from "node:crypto";
import {type Condition, type FeatureReading, featuresOfSteering, type Rule, type Steering} from "../../contract/index.ts";
import type {JsonObject} from "./emberJson.ts";
import {emberWords} from "./emberWords.ts";

interface WriteInput {
    readonly name: string;
    readonly steering: Steering;
    /** by `<dictionary>/<feature>` */
    readonly labels?: Readonly<Record<string, string>>;
    readonly baseModel?: string;
}

/**
 * Ember's variant JSON with our own beside it, under `saelor`: the steering exactly, which `readEmber` gives back. Ember's part holds what it has words for:
 * nudges and pins on its scale, of the dictionary that is named first, and rules that are made of these, sticky, on prompt and answer.
 */
export function writeEmber({name, steering, labels = {}, baseModel = ""}: WriteInput): string {
    return `${JSON.stringify({base_model: baseModel, ...emberForm({steering, labels}), saelor: {version: 1, name, steering}}, null, 2)}\n`;
}

/** `edits` and `scopes` alone. */
export function emberForm({steering, labels}: {readonly steering: Steering; readonly labels: Readonly<Record<string, string>>}): JsonObject {
    const dictionary = featuresOfSteering(steering)[0]?.dictionary;
    const featureOf = (feature: number) => ({
        uuid: uuidOf(dictionary, feature),
        label: labels[`${dictionary ?? ""}/${feature}`] ?? `feature ${feature}`,
        index_in_sae: feature
    });
    const has = emberWords(dictionary);
    const edits = steering.edits.filter(has.ofEdit).map(({feature, mode, value}) => {
        const {uuid, label, index_in_sae} = featureOf(feature);
        return {feature_id: uuid, feature_label: label, index_in_sae, mode, value};
    });
    const scopes = (steering.rules ?? []).filter(has.ofRule).map((rule) => scopeOf(rule, featureOf));
    return {edits, scopes};
}

type FeatureOf = (feature: number) => JsonObject;

function scopeOf({when, action}: Rule, featureOf: FeatureOf): JsonObject {
    const interventions =
        action.type !== "set" ? [] : action.edits.map(({feature, mode, value}) => ({mode, features: {features: [featureOf(feature)]}, value}));
    const event_name = action.type === "set" ? null : action.type === "abort" ? "abort" : action.event;
    const tree = treeOf(when, featureOf);
    const conditionals = "left_hand" in tree ? {conditionals: [tree], operator: "AND"} : tree;
    return {conditionals, controller: {interventions, scopes: []}, is_active: false, event_name};
}

function treeOf(condition: Condition, featureOf: FeatureOf): JsonObject {
    if ("all" in condition) return {conditionals: condition.all.map((child) => treeOf(child, featureOf)), operator: "AND"};
    if ("any" in condition) return {conditionals: condition.any.map((child) => treeOf(child, featureOf)), operator: "OR"};
    const side = ({features}: FeatureReading) => ({features: features.map(featureOf)});
    const {left, operator, right} = condition;
    return {left_hand: side(left), right_hand: typeof right === "number" ? right : side(right), operator};
}

/** Ember names features by UUID too; the same feature has the same one each time. */
function uuidOf(dictionary: string | undefined, feature: number): string {
    const hex = createHash("sha256")
        .update(`${dictionary ?? ""}/${feature}`)
        .digest("hex");
    return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}
