import type {NativeReadout, NativeSet, NativeTable} from "../native/AddonTypes.ts";
import type {TokenActions} from "./tokenActions.ts";

/** What one sequence of a context asks of the tap. */
export interface SequencePlan {
    /** absent: nothing is edited */
    readonly edit?: EditPlan;
    readonly read?: ReadPlan;
}

export interface EditPlan {
    readonly set: NativeSet;
    /** what the set does at each token */
    readonly actions: TokenActions;
    /** rules that are on before the next token, a bit each */
    readonly on?: number;
    /** what the set's rules came to at one token; in order */
    onRules?(position: number, holds: number, on: number, inputs: Float32Array): void;
}

/** How much is read of a whole dictionary. */
export type Whole = NativeTable["whole"][number];

export interface ReadPlan {
    /** per dictionary: how many of the strongest features; absent: none */
    readonly topK: readonly number[];
    readonly watch: readonly {readonly dictionary: number; readonly feature: number}[];
    /** per dictionary: every feature that fires; absent: not */
    readonly whole?: readonly Whole[];
    readonly residualLayer: number;
    /** how far the edits moved each residual that is read */
    readonly moved?: boolean;
    /** nothing but the readings is wanted: the evaluation may end after the tap */
    readonly only: boolean;
    readsAt(position: number, token: number): boolean;
    /** one call a batch; `positions[i]` belongs to record i of the sequence's own readout */
    onReadout(positions: readonly number[], readout: NativeReadout, records: readonly number[]): void;
}
