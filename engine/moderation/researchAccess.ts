import type {z} from "zod";
import type {researchAccessSchema} from "../contract/index.ts";
import type {Store} from "../store/openStore.ts";

export type ResearchAccess = z.infer<typeof researchAccessSchema>;

/** Whether moderated features of a dictionary are seen and steered here, since when and why. */
export function readAccess({moderation}: Pick<Store, "moderation">, dictionary: string): ResearchAccess {
    const {access} = moderation.state(dictionary);
    return access === undefined ? {granted: false} : {granted: true, ...access};
}

/** An explicit choice, which is written down; of one that was made before, the reason is replaced. */
export function grantAccess(store: Pick<Store, "moderation">, {dictionary, reason}: {readonly dictionary: string; readonly reason: string}): ResearchAccess {
    store.moderation.grantAccess(dictionary, reason, {action: "grant-access", detail: reason});
    return readAccess(store, dictionary);
}

/** Closes the gate at once: what is asked for from now on is refused, also by what is under way in other processes. */
export function revokeAccess(store: Pick<Store, "moderation">, dictionary: string): ResearchAccess {
    const {access} = store.moderation.state(dictionary);
    if (access !== undefined) store.moderation.revokeAccess(dictionary, {action: "revoke-access", detail: `was granted for: ${access.reason}`});
    return readAccess(store, dictionary);
}
