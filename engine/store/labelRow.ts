import type {Label} from "../contract/index.ts";

/** A row of `labels` as SQLite gives it. */
export interface LabelRow {
    id: number;
    feature: number;
    description: string;
    source: string;
    score: number | null;
    evidence: string | null;
    model: string | null;
    method: string | null;
    created_at: number | null;
}

/** What is not known of a label is left out of it. */
export function labelOf({id, description, source, score, evidence, model, method, created_at: createdAt}: LabelRow): Label {
    return {
        ...{id, description, source},
        ...(score !== null && {score}),
        ...(evidence !== null && {evidence}),
        ...(model !== null && {model}),
        ...(method !== null && {method}),
        ...(createdAt !== null && {createdAt})
    };
}
