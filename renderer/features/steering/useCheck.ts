import {useDebouncedValue} from "@mantine/hooks";
import {keepPreviousData, useQuery} from "@tanstack/react-query";
import {useMemo} from "react";
import type {Edit, Steering} from "../../../engine/contract/edits.ts";
import type {DictionaryInfo} from "../../../engine/contract/models.ts";
import type {SteeringCheck} from "../../../engine/contract/presets.ts";
import {engine} from "../../app/engine.ts";
import {isSameFeature, steersAnything} from "./edits.ts";

const AFTER_MS = 160;

/** Both readings of an edit: its push as a share of R, and in multiples of the feature's own maximum. */
export type EditReading = SteeringCheck["edits"][number];

/** What the steering comes to, a moment after it changed; undefined while the engine can't tell. */
export function useCheck(steering: Steering, model: {readonly dictionaries: readonly DictionaryInfo[]} | null) {
    const [settled] = useDebouncedValue(steering, AFTER_MS);
    const loaded = useMemo(() => model?.dictionaries.map(({id}) => id).join() ?? "", [model]);
    return useQuery({
        queryKey: ["steering-check", loaded, settled],
        queryFn: ({signal}) => engine.steering.check(settled, {signal}),
        enabled: model !== null && steersAnything(settled),
        placeholderData: keepPreviousData,
        gcTime: 30_000
    });
}

export const readingOf = (check: SteeringCheck | undefined, edit: Edit, firstDictionary: string): EditReading | undefined =>
    check?.edits.find((reading) => isSameFeature(reading.edit, edit, firstDictionary) && reading.edit.mode === edit.mode);

/** A problem belongs to the edit whose feature it names; the rest are the whole steering's. */
export const problemsOf = ({problems}: SteeringCheck, {feature}: Edit) =>
    problems.filter((problem) => new RegExp(`\\bfeature ${feature}\\b`, "i").test(problem));
