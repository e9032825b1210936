import {useQuery} from "@tanstack/react-query";
import {queries} from "../../../app/engine.ts";
import {Note} from "../../../widgets/Note.tsx";
import {memoryWords} from "../fit.ts";
import {useModels} from "../useLibrary.ts";

/** How a file that is not here yet compares with the memory of this machine. Its header is not known, so this is about its size alone. */
export function MemoryNote({bytes}: {readonly bytes: number}) {
    // what is free is told with the fit of any model
    const modelId = (useModels().data ?? []).find(({available, facts}) => available && facts !== undefined)?.id;
    const fit = useQuery({
        ...queries.library.fit.queryOptions({input: {model: {from: "installed", modelId: modelId ?? ""}, dictionaries: [], options: {}}}),
        enabled: modelId !== undefined,
        staleTime: 10_000
    });
    if (fit.data === undefined) return null;
    const {fits, words} = memoryWords(bytes, fit.data);
    return <Note tone={fits ? "plain" : "warning"}>{words}</Note>;
}
