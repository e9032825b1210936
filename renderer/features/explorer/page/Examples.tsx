import {useState} from "react";
import type {FeaturePage} from "../../../../engine/contract/featurePages.ts";
import {Button} from "../../../widgets/Button.tsx";
import {shown} from "../../../widgets/numbers.ts";
import {Empty} from "../../../widgets/States.tsx";
import {ColouredTokens, tokenName} from "../../inspect/index.ts";
import styles from "./Examples.module.css";
import {type ExampleGroup, emptyTenths, groupExamples} from "./groupExamples.ts";
import {Part} from "./Part.tsx";

interface Props {
    readonly examples: FeaturePage["examples"];
    /** what the strongest colour stands for: the feature's maximum */
    readonly maximum: number;
    /** tokens on which it fired in the harvest */
    readonly count: number;
}

const TOP_SHOWN = 6;
const TENTH_SHOWN = 3;

/** Where a feature fired, strongest first, then from every tenth of its activations. */
export function Examples({examples, maximum, count}: Props) {
    const groups = groupExamples(examples);
    const empty = emptyTenths(examples, count);
    return (
        <Part
            title="Where it fires"
            about="Tokens are coloured by its activation there; the one it was chosen for is underlined. Point at a token for its value."
        >
            {groups.length === 0 && <Empty title="No examples">{count > 0 ? "The harvest kept none." : "It fired nowhere in the harvest."}</Empty>}
            {groups.map((group) => (
                <Group key={group.title} group={group} maximum={maximum} />
            ))}
            {empty !== undefined && <p className={styles.missing}>{empty}</p>}
        </Part>
    );
}

function Group({group: {title, about, examples, place}, maximum}: {readonly group: ExampleGroup; readonly maximum: number}) {
    const few = place === "top" ? TOP_SHOWN : TENTH_SHOWN;
    const [all, setAll] = useState(false);
    return (
        <section className={styles.group} aria-label={`Examples: ${title}`}>
            <h4>
                {title} <small>{about}</small>
            </h4>
            <ol>
                {(all ? examples : examples.slice(0, few)).map((example, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: examples keep their order
                    <li key={index}>
                        <span className={styles.value}>{shown(example.value)}</span>
                        <ColouredTokens
                            oneLine
                            label={`Example, ${shown(example.value)} at “${tokenName(example.tokens[example.at]?.text ?? "")}”`}
                            tokens={example.tokens}
                            values={example.tokens.map(({value}) => value)}
                            maximum={maximum}
                            peak={example.at}
                        />
                    </li>
                ))}
            </ol>
            {examples.length > few && (
                <Button small tone="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
                    {all ? "Fewer" : `${examples.length - few} more`}
                </Button>
            )}
        </section>
    );
}
