import {keepPreviousData, useQuery} from "@tanstack/react-query";
import {useMemo} from "react";
import type {Message} from "../../../engine/contract/chat.ts";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import {queries} from "../../app/engine.ts";
import {strongestFeatures} from "./tokenPieces.ts";

const TOP_FEATURES = 8;

/**
 * What a dictionary saw in a message, with the values of one chosen feature.
 * @param wanted the feature to colour by; null: the first one that was steered, else the strongest in this message
 * @param enabled false until the message comes near the screen: a reading is a pass through the model
 * @param besides features steered in the answer shown beside this one, so that both are coloured alike
 */
export function useReading(message: Message, dictionary: string, wanted: FeatureId | null, besides: readonly FeatureId[], enabled: boolean) {
    const steered = useMemo(
        () => (message.steering?.edits ?? []).filter((edit) => (edit.dictionary ?? dictionary) === dictionary).map(({feature}) => feature),
        [message.steering, dictionary]
    );
    const options = (features: FeatureId[]) => queries.chat.inspect.queryOptions({input: {messageId: message.id, dictionary, k: TOP_FEATURES, features}});
    const reading = useQuery({...options(steered), enabled});
    const strongest = useMemo(() => strongestFeatures(reading.data?.tokens ?? []), [reading.data]);
    const chosen = wanted ?? steered[0] ?? besides[0] ?? strongest[0]?.feature ?? null;
    const column = chosen === null ? -1 : steered.indexOf(chosen);
    const other = useQuery({
        ...options(chosen === null ? [] : [chosen]),
        enabled: reading.isSuccess && chosen !== null && column < 0,
        placeholderData: keepPreviousData
    });
    const source = column >= 0 ? reading.data : other.data;
    const at = Math.max(0, column);
    const values = useMemo(() => source?.tokens.map(({chosen: all}) => all[at] ?? 0) ?? [], [source, at]);
    return {reading, steered, strongest, chosen, values, corpusMaximum: source?.maxima[at], valuesError: other.error};
}
