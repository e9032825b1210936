import {percent} from "../../widgets/numbers.ts";
import styles from "./TokenPopover.module.css";

interface Alternative {
    readonly token: number;
    readonly text: string;
    /** natural log */
    readonly logprob: number;
    readonly unsteeredLogprob: number;
}

interface Props {
    readonly alternatives: readonly Alternative[];
    /** the token that was written */
    readonly written: number;
    /** without edits both columns would be the same */
    readonly steered: boolean;
}

/** the rest are hardly ever above a thousandth */
const SHOWN = 6;

/** What would have been likely in a token's place, under the edits and without them. */
export function Alternatives({alternatives, written, steered}: Props) {
    return (
        <table className={styles.alternatives} aria-label="Likely in its place">
            <thead>
                <tr>
                    <th scope="col">likely here</th>
                    <th scope="col">{steered ? "steered" : "probability"}</th>
                    {steered && <th scope="col">default</th>}
                </tr>
            </thead>
            <tbody>
                {alternatives.slice(0, SHOWN).map(({token, text, logprob, unsteeredLogprob}) => (
                    <tr key={token} data-written={token === written || undefined}>
                        <th scope="row">
                            <code>{JSON.stringify(text).slice(1, -1)}</code>
                        </th>
                        <Probability value={Math.exp(logprob)} />
                        {steered && <Probability value={Math.exp(unsteeredLogprob)} quiet />}
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

function Probability({value, quiet = false}: {readonly value: number; readonly quiet?: boolean}) {
    return (
        <td data-quiet={quiet || undefined}>
            <span className={styles.share}>
                <span style={{width: `${value * 100}%`}} />
            </span>
            {percent(value)}
        </td>
    );
}
