import type {ComparisonOperator, Rule, Steering} from "../contract/index.ts";

/**
 * An edit as the native table holds it: `shift` moves the residual by value x decoder row; the others are in the dictionary's own units, which
 * for a dictionary with per-token normalisation are scaled with each token.
 */
export interface RawEdit {
    readonly dictionary: string;
    readonly feature: number;
    readonly mode: "shift" | "add" | "pin" | "scale";
    readonly value: number;
    /** acts only where this rule (by its place in `rules`) is on; absent: always */
    readonly rule?: number;
    /** does not act where one of these rules is on: they edit the same feature */
    readonly unless?: readonly number[];
}

/** One number at a token, from features of one dictionary: combine(weight_i f_i). */
export interface RawReading {
    readonly dictionary: string;
    readonly features: readonly number[];
    /** 1, or 1 / M for values in multiples of the maximum */
    readonly weights: readonly number[];
    readonly combine: "max" | "mean" | "sum";
}

export interface RawComparison {
    readonly left: RawReading;
    readonly operator: ComparisonOperator;
    readonly right: number | RawReading;
}
export type RawCondition = RawComparison | {readonly all: readonly RawCondition[]} | {readonly any: readonly RawCondition[]};

export interface RawRule {
    readonly when: RawCondition;
    readonly on: Rule["on"];
    readonly sticky: boolean;
    /** the answer ends when it holds, with finish reason `aborted`; or `handled` where there is a reply */
    readonly ends: boolean;
    /** what the answer then ends with */
    readonly reply?: string;
}

/** What `Steering` comes to on the loaded dictionaries; see `steeringSchema` for the formula. */
export interface RawSteering {
    readonly edits: readonly RawEdit[];
    readonly scope: Steering["scope"];
    /** answer tokens over which the edits fade to nothing */
    readonly decay?: number;
    /** 0..1; absent: 0 */
    readonly normRestore?: number;
    /** longest step that the edits of a dictionary's layer may make together, in the model's units, by the dictionary's id */
    readonly caps?: Readonly<Record<string, number>>;
    /** in the order of the steering's rules, all of them */
    readonly rules?: readonly RawRule[];
}
