import {queries, queryClient} from "../../app/engine.ts";
import {tellOtherWindows} from "../../app/otherWindows.ts";

/** Something about features has changed: whatever shows them asks again, also in other windows. */
export async function refreshFeatures() {
    tellOtherWindows("features");
    await Promise.all([queries.features, queries.labels].map((group) => queryClient.invalidateQueries({queryKey: group.key()})));
}
