import type {Store} from "../store/openStore.ts";

/**
 * What a person decides of proposals: those that are accepted enter the list, the others are not proposed again. Features without a proposal are passed over.
 * @returns how many were decided
 */
export function decideProposals(
    store: Store,
    {dictionary, features, accept}: {readonly dictionary: string; readonly features: readonly number[]; readonly accept: boolean}
): number {
    if (!accept) return store.proposals.reject(dictionary, features, {action: "reject", detail: `features ${features.slice(0, 20).join(", ")}`});
    return store.atomically(() => {
        const proposed = store.proposals.open(dictionary, features);
        const entries = proposed.map(({feature, category, reason, proposedBy}) => ({
            feature,
            category,
            reason: `${proposedBy}: ${reason}`.slice(0, 1000),
            source: "proposal"
        }));
        return store.moderation.put(dictionary, entries, {
            action: "accept",
            detail: `features ${entries
                .slice(0, 20)
                .map(({feature}) => feature)
                .join(", ")}`
        });
    });
}
