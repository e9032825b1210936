import type {z} from "zod";
import type {moderationCountsSchema} from "../contract/index.ts";
import type {Store} from "../store/openStore.ts";
import type {ListedDictionary} from "./types.ts";

export type ModerationCounts = z.infer<typeof moderationCountsSchema>;

/** As the research shows it: what share of a dictionary is removed, and how much of that never fires anyway. */
export function countModerated(store: Store, {id, nFeatures}: ListedDictionary): ModerationCounts {
    const listed = store.moderation.categories(id);
    const dead = deadFeatures(store, {id, nFeatures});
    return {
        features: nFeatures,
        moderated: listed.size,
        ...(dead !== undefined && {dead: dead.length, moderatedAndDead: dead.filter((feature) => listed.has(feature)).length}),
        byCategory: store.moderation.byCategory(id),
        proposals: store.proposals.count(id),
        version: store.moderation.state(id).version
    };
}

/** Features that never fired in the newest harvest, by index; undefined where there is none. */
export function deadFeatures({harvests}: Pick<Store, "harvests">, {id, nFeatures}: Pick<ListedDictionary, "id" | "nFeatures">): number[] | undefined {
    const harvest = harvests.current(id);
    if (harvest === undefined) return undefined;
    const alive = new Set(harvests.counts(harvest.id).flatMap(({feature, count}) => (count > 0 ? [feature] : [])));
    return Array.from({length: nFeatures}, (_, feature) => feature).filter((feature) => !alive.has(feature));
}
