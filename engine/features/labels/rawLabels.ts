import type {RawLabel} from "./types.ts";

type Fields = {readonly [name: string]: unknown};

const INDEX = ["index", "feature", "feature_index", "featureindex", "feature_id", "featureid", "latent", "latent_id", "latent_index", "neuron"];
const DESCRIPTION = ["description", "label", "explanation"];
const MODEL = ["model", "explanationmodelname", "explanation_model_name", "explanationmodel", "explanation_model"];
const METHOD = ["method", "typename", "type_name"];
const CREATED_AT = ["createdat", "created_at", "created"];

/** The names under which a column or a field holds a part of a label, in lower case. */
export const LABEL_FIELDS = {
    index: INDEX,
    description: DESCRIPTION,
    score: ["score"],
    evidence: ["evidence"],
    source: ["source"],
    model: MODEL,
    method: METHOD,
    createdAt: CREATED_AT
} as const satisfies Partial<Record<keyof RawLabel, readonly string[]>>;

/**
 * The labels that one value of a JSON document holds: a text, an object with a description, an object with Neuronpedia's `explanations`,
 * or a list of these.
 * @param around what the values around it say: the feature, the source, …
 */
export function rawLabels(value: unknown, around: Partial<RawLabel> = {}): RawLabel[] {
    if (typeof value === "string") return [{index: undefined, ...around, description: value}];
    // no deeper than a list of labels: what lies deeper is no label
    if (Array.isArray(value)) return value.flatMap((one) => (Array.isArray(one) ? [] : rawLabels(one, around)));
    if (typeof value !== "object" || value === null) return [];
    const fields = ownFields(value);
    const label = {...around, ...labelParts(fields)};
    if (Array.isArray(fields.explanations)) return rawLabels(fields.explanations, label);
    return label.description === undefined ? [] : [{index: undefined, description: undefined, ...label}];
}

/** Whether an object is a label by itself: it says which feature, and what it means. */
export function isLabelRow(value: unknown): boolean {
    return rawLabels(value).some(({index}) => index !== undefined);
}

/** What an object's fields (by their names in lower case) say about labels, by our names. */
export function labelParts(fields: Fields): Partial<RawLabel> {
    const parts: Record<string, unknown> = {};
    for (const [part, names] of Object.entries(LABEL_FIELDS)) {
        const found = names.map((name) => fields[name]).find((value) => value !== undefined && value !== null);
        if (found !== undefined) parts[part] = found;
    }
    // an empty description is one that was left out; everything else that is null is simply not there
    if (parts.description === undefined && DESCRIPTION.some((name) => fields[name] === null)) parts.description = null;
    const layer = fields.layer ?? fields.sapid ?? fields.saeid ?? fields.sourceid;
    if (fields.modelid !== undefined && layer !== undefined) parts.origin = {modelId: fields.modelid, layer};
    return {...parts, ...scoresOf(fields.scores)};
}

/** An object's own fields by their names in lower case; what it inherits is nothing that a file said. */
export function ownFields(value: object): Fields {
    const fields: Record<string, unknown> = Object.create(null);
    for (const [name, field] of Object.entries(value)) fields[name.toLowerCase()] ??= field;
    return fields;
}

/** Neuronpedia scores one explanation in several ways: their mean, and each of them as evidence. */
function scoresOf(scores: unknown): Partial<RawLabel> {
    if (!Array.isArray(scores)) return {};
    const known = scores
        .slice(0, 100)
        .map((score) => (typeof score === "object" && score !== null ? ownFields(score) : {}))
        .filter((score): score is {value: number} => typeof score.value === "number" && score.value >= 0 && score.value <= 1);
    if (known.length === 0) return {};
    const named = known.map((score: Fields & {value: number}) => {
        const by = typeof score.explanationscoremodelname === "string" ? ` (${score.explanationscoremodelname})` : "";
        return `${score.explanationscoretypename ?? "score"} ${Math.round(score.value * 1000) / 1000}${by}`;
    });
    return {score: known.reduce((sum, {value}) => sum + value, 0) / known.length, evidence: named.join(", ")};
}
