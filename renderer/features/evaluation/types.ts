import type {Steering} from "../../../engine/contract/edits.ts";

/** Puts a steering into the present conversation, where it can be taken back. */
export type Apply = (steering: Steering, what: string) => void;
