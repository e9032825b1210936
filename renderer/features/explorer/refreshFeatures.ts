import {queries, queryClient} from "../../app/engine.ts";

/** Something about features has changed: whatever shows them asks again. */
export const refreshFeatures = () => Promise.all([queries.features, queries.labels].map((group) => queryClient.invalidateQueries({queryKey: group.key()})));
