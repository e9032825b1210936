import type {Store} from "../store/openStore.ts";

/** What the gate asks of the store: also of one that is only read. */
export type ModerationSource = Pick<Store["moderation"], "state" | "categories" | "find" | "log">;
