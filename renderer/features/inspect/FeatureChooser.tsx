import {Select} from "@mantine/core";
import {useDebouncedValue} from "@mantine/hooks";
import {useQuery} from "@tanstack/react-query";
import {useState} from "react";
import type {FeatureValue} from "../../../engine/contract/features.ts";
import {type FeatureId, featureId} from "../../../engine/contract/ids.ts";
import {queries} from "../../app/engine.ts";
import {useFeatureName} from "../steering/index.ts";

interface Props {
    readonly dictionary: string;
    readonly chosen: FeatureId | null;
    readonly steered: readonly FeatureId[];
    readonly strongest: readonly FeatureValue[];
    readonly onChoose: (feature: FeatureId) => void;
}

const OFFERED = 10;

/** Which feature colours the tokens: steered ones, the strongest here, or any that is searched for. */
export function FeatureChooser({dictionary, chosen, steered, strongest, onChoose}: Props) {
    const [typed, setTyped] = useState("");
    const [query] = useDebouncedValue(typed.trim(), 150);
    const chosenName = useFeatureName(dictionary, chosen ?? featureId(0));
    const found = useQuery({...queries.features.search.queryOptions({input: {dictionary, query, limit: 20}}), enabled: query !== "" && query !== chosenName});
    const searched = query !== "" && found.data !== undefined && query !== chosenName;
    const seen = new Set<number>();
    const option = (feature: FeatureId, label: string | undefined) => {
        if (seen.has(feature)) return [];
        seen.add(feature);
        return [{value: String(feature), label: label ?? `feature ${feature}`}];
    };
    const labelOf = (feature: FeatureId) => (feature === chosen ? chosenName : strongest.find((value) => value.feature === feature)?.label);
    const data = searched
        ? [{group: "Found", items: found.data.flatMap(({feature, labels}) => option(feature, labels[0]?.description))}]
        : [
              {group: "Steered", items: steered.flatMap((feature) => option(feature, labelOf(feature)))},
              {group: "Strongest here", items: strongest.slice(0, OFFERED).flatMap(({feature, label}) => option(feature, label))}
          ];
    if (chosen !== null && !seen.has(chosen)) data.push({group: "Chosen", items: option(chosen, chosenName)});
    return (
        <Select
            size="xs"
            w={230}
            searchable
            allowDeselect={false}
            aria-label="Colour by feature"
            placeholder="Choose a feature"
            nothingFoundMessage="No feature found"
            filter={({options}) => options}
            onSearchChange={setTyped}
            data={data.filter(({items}) => items.length > 0)}
            value={chosen === null ? null : String(chosen)}
            onChange={(value) => value !== null && onChoose(featureId(Number(value)))}
            comboboxProps={{width: 300, position: "bottom-start"}}
        />
    );
}
