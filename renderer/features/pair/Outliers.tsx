import type {PairReport} from "../../../engine/contract/pairs.ts";
import {shown} from "../../widgets/numbers.ts";
import styles from "./Report.module.css";

/** Tokens whose residual is far longer than usual: the first token mostly, and a few others. */
export function Outliers({report: {outliers}}: {readonly report: PairReport}) {
    if (outliers.length === 0) return null;
    return (
        <details className={styles.outliers} open={outliers.length <= 6}>
            <summary>
                {outliers.length === 1 ? "1 token" : `${outliers.length} tokens`} with a residual more than 10 times as long as usual, left out of the figures
            </summary>
            <table className={styles.figures}>
                <thead>
                    <tr>
                        <th scope="col">Token</th>
                        <th scope="col">Position</th>
                        <th scope="col">Norm</th>
                        <th scope="col">Times the median</th>
                    </tr>
                </thead>
                <tbody>
                    {outliers.map(({position, text, norm, ratio, special}) => (
                        <tr key={`${position} ${text} ${norm}`}>
                            <th scope="row">
                                <code>{visible(text)}</code>
                                {special && <small> special</small>}
                            </th>
                            <td>{position}</td>
                            <td>{shown(norm)}</td>
                            <td>{shown(ratio, 1)}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </details>
    );
}

/** White space is a token too. */
const visible = (text: string) => (text === "" ? "(empty)" : text.replaceAll("\n", "⏎").replaceAll("\t", "⇥").replaceAll(" ", "␣"));
