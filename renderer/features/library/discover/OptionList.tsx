import {Radio} from "@mantine/core";
import type {ReactNode} from "react";
import {Facts, Pill} from "../../../widgets/Sheet.tsx";
import styles from "./Discover.module.css";

export interface Option {
    readonly id: string;
    readonly name: string;
    readonly tags?: readonly string[];
    readonly facts: readonly string[];
    /** stands at the end of its line */
    readonly aside?: ReactNode;
    /** stands below the option */
    readonly detail?: ReactNode;
}

interface Props {
    readonly title: string;
    readonly options: readonly Option[];
    readonly value: string;
    readonly onChange: (id: string) => void;
}

/** One of several, each with what there is to know of it. */
export function OptionList({title, options, value, onChange}: Props) {
    return (
        <Radio.Group label={title} value={value} onChange={onChange} classNames={{label: styles.groupLabel ?? ""}}>
            <div className={styles.options}>
                {options.map(({id, name, tags = [], facts, aside, detail}) => (
                    <div key={id} className={styles.option} data-chosen={id === value || undefined}>
                        <div className={styles.optionLine}>
                            <Radio
                                size="xs"
                                value={id}
                                label={
                                    <span className={styles.optionLabel}>
                                        <span className={styles.optionName}>{name}</span>
                                        {tags.map((tag) => (
                                            <Pill key={tag}>{tag}</Pill>
                                        ))}
                                        {facts.length > 0 && <Facts facts={facts} />}
                                    </span>
                                }
                            />
                            {aside}
                        </div>
                        {detail}
                    </div>
                ))}
            </div>
        </Radio.Group>
    );
}
