import type {z} from "zod";
import type {moderationCountsSchema} from "../contract/index.ts";
import type {Store} from "../store/openStore.ts";
import type {ListedDictionary} from "./types.ts";

export type ModerationCounts = z.infer<typeof moderationCountsSchema>;

/** As the research shows it: what share of a dictionary is removed, and how much of that never fires anyway. */
export function countModerated(store: Store, {id, nFeatures}: Pick<ListedDictionary, "id" | "nFeatures">): ModerationCounts {
    const dead = deadFeatures(store, id);
    return {
        features: nFeatures,
        moderated: store.moderation.count(id),
        ...(dead !== undefined && {dead: dead.length, moderatedAndDead: countListed(store, id, dead)}),
        byCategory: store.moderation.byCategory(id),
        proposals: store.proposals.count(id),
        version: store.moderation.state(id).version
    };
}

/** Features that never fired in the newest harvest, by index; undefined where there is none. */
export function deadFeatures({harvests}: Pick<Store, "harvests">, dictionary: string): number[] | undefined {
    const harvest = harvests.current(dictionary);
    return harvest && harvests.silent(harvest.id);
}

function countListed({moderation}: Pick<Store, "moderation">, dictionary: string, features: readonly number[]): number {
    const listed = moderation.categories(dictionary);
    return features.filter((feature) => listed.has(feature)).length;
}
