import type {Store} from "../store/openStore.ts";

/** What the gate asks of the store: also of one that is only read. */
export type ModerationSource = Pick<Store["moderation"], "state" | "categories" | "find" | "log">;

/** What a list needs to know of its dictionary. */
export interface ListedDictionary {
    readonly id: string;
    readonly name: string;
    readonly nFeatures: number;
    /** of the checkpoint that it was made from: another conversion of the same weights has the same features */
    readonly sourceSha256?: string | undefined;
    /** see `identifyWeights` */
    readonly weights?: string | undefined;
}

/** A line of a list, as a file holds it. */
export interface ListEntry {
    readonly feature: number;
    readonly category: string;
    readonly reason: string;
}
