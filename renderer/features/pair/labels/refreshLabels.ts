import {queries, queryClient} from "../../../app/engine.ts";

/** Labels have changed: whatever shows them asks again. */
export const refreshLabels = () =>
    Promise.all([queries.labels, queries.features, queries.library.dictionaries].map((query) => queryClient.invalidateQueries({queryKey: query.key()})));
