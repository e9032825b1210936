import {Popover, RangeSlider, SegmentedControl, Select} from "@mantine/core";
import {IconFilter} from "@tabler/icons-react";
import {useQuery} from "@tanstack/react-query";
import {useState} from "react";
import type {FeatureFilters} from "../../../../engine/contract/featurePages.ts";
import {queries} from "../../../app/engine.ts";
import {IconButton} from "../../../widgets/IconButton.tsx";
import {percent} from "../../../widgets/numbers.ts";
import {sourceWords} from "../../steering/index.ts";
import {densityAt, densityShare} from "../logScale.ts";
import styles from "./Explorer.module.css";
import {setFilters, withFilter} from "./filterWords.ts";

interface Props {
    readonly dictionary: string;
    readonly filters: FeatureFilters;
    /** statistics are known */
    readonly harvested: boolean;
    /** moderated features are shown at all */
    readonly research: boolean;
    /** little room: the icon alone */
    readonly compact: boolean;
    readonly onChange: (filters: FeatureFilters) => void;
}

const SCORES = [0.5, 0.6, 0.7, 0.8, 0.9];

/** Which features are listed. */
export function FilterMenu({dictionary, filters, harvested, research, compact, onChange}: Props) {
    const [opened, setOpened] = useState(false);
    const sources = useQuery({...queries.labels.sources.queryOptions({input: {dictionary}}), enabled: opened});
    const count = setFilters(filters).length;
    const set = <Name extends keyof FeatureFilters>(name: Name, value: FeatureFilters[Name] | undefined) => onChange(withFilter(filters, name, value));
    const choice = (name: "alive" | "labelled" | "moderated", label: string, yes: string, no: string) => (
        <div className={styles.filter}>
            <span>{label}</span>
            <SegmentedControl
                size="xs"
                fullWidth
                aria-label={label}
                value={filters[name] === undefined ? "any" : filters[name] ? "yes" : "no"}
                data={[
                    {value: "any", label: "Any"},
                    {value: "yes", label: yes},
                    {value: "no", label: no}
                ]}
                onChange={(value) => set(name, value === "any" ? undefined : value === "yes")}
            />
        </div>
    );
    return (
        <Popover opened={opened} onChange={setOpened} position="bottom-end" width={300} trapFocus>
            <Popover.Target>
                <IconButton
                    label={count === 0 ? "Filter" : `Filter: ${count} set`}
                    {...(compact ? {} : {text: "Filter"})}
                    pressed={count > 0}
                    aria-haspopup="dialog"
                    aria-expanded={opened}
                    onClick={() => setOpened(!opened)}
                >
                    <IconFilter size={15} />
                </IconButton>
            </Popover.Target>
            <Popover.Dropdown aria-label="Filters">
                <div className={styles.filters}>
                    {harvested ? (
                        <>
                            {choice("alive", "In the harvest", "Fires", "Never fires")}
                            <DensityRange key={`${filters.minDensity} ${filters.maxDensity}`} filters={filters} onChange={onChange} />
                        </>
                    ) : (
                        <p className={styles.hint}>How often features fire is known after a harvest.</p>
                    )}
                    {choice("labelled", "Label", "Has one", "None")}
                    <Select
                        size="xs"
                        label="Label by"
                        placeholder="Anyone"
                        clearable
                        data={(sources.data ?? []).map(({source}) => ({value: source, label: sourceWords(source)}))}
                        value={filters.source ?? null}
                        onChange={(value) => set("source", value ?? undefined)}
                        comboboxProps={{withinPortal: false}}
                    />
                    <Select
                        size="xs"
                        label="Score of the label"
                        placeholder="Any"
                        clearable
                        data={SCORES.map((score) => ({value: `${score}`, label: `${score} or more`}))}
                        value={filters.minScore === undefined ? null : `${filters.minScore}`}
                        onChange={(value) => set("minScore", value === null ? undefined : Number(value))}
                        comboboxProps={{withinPortal: false}}
                    />
                    {research && choice("moderated", "On the moderation list", "Yes", "No")}
                </div>
            </Popover.Dropdown>
        </Popover>
    );
}

function DensityRange({filters, onChange}: Pick<Props, "filters" | "onChange">) {
    const {minDensity, maxDensity} = filters;
    const [range, setRange] = useState<[number, number]>([
        minDensity === undefined ? 0 : densityShare(minDensity),
        maxDensity === undefined ? 1 : densityShare(maxDensity)
    ]);
    const words = (share: number) => percent(densityAt(share));
    return (
        <div className={styles.filter}>
            <span>
                Fires on{" "}
                {range[0] === 0 && range[1] === 1 ? "any share of tokens" : `${range[0] === 0 ? "0 %" : words(range[0])} to ${words(range[1])} of tokens`}
            </span>
            <RangeSlider
                size="sm"
                min={0}
                max={1}
                step={0.05}
                minRange={0.05}
                label={words}
                thumbFromLabel="Lowest density"
                thumbToLabel="Highest density"
                value={range}
                onChange={setRange}
                onChangeEnd={([from, to]) =>
                    onChange(
                        withFilter(
                            withFilter(filters, "minDensity", from === 0 ? undefined : densityAt(from)),
                            "maxDensity",
                            to === 1 ? undefined : densityAt(to)
                        )
                    )
                }
            />
        </div>
    );
}
