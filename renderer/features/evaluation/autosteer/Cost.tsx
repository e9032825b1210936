import type {Autosteer} from "../../../../engine/contract/evaluation.ts";
import {count, duration, shown} from "../../../widgets/numbers.ts";
import styles from "./Autosteer.module.css";
import {stageNames} from "./stageNames.ts";

interface Props {
    readonly cost: Autosteer["cost"];
    readonly budget: number;
}

/** Tokens that were evaluated, stage by stage, against what the method allows. */
export function Cost({cost, budget}: Props) {
    const sum = (of: (one: Autosteer["cost"][number]) => number) => cost.reduce((total, one) => total + of(one), 0);
    const prompt = sum(({promptTokens}) => promptTokens);
    const answer = sum(({answerTokens}) => answerTokens);
    const share = (prompt + answer) / Math.max(1, budget);
    return (
        <div className={styles.scroll}>
            <table className={styles.table}>
                <thead>
                    <tr>
                        <th scope="col">stage</th>
                        <th scope="col">tokens read</th>
                        <th scope="col">tokens written</th>
                        <th scope="col">time</th>
                    </tr>
                </thead>
                <tbody>
                    {cost.map(({stage, promptTokens, answerTokens, seconds}) => (
                        <tr key={stage}>
                            <th scope="row">{stageNames[stage]}</th>
                            <td>{count(promptTokens)}</td>
                            <td>{count(answerTokens)}</td>
                            <td>{duration(seconds)}</td>
                        </tr>
                    ))}
                </tbody>
                <tfoot>
                    <tr>
                        <th scope="row">together</th>
                        <td>{count(prompt)}</td>
                        <td>{count(answer)}</td>
                        <td>{duration(sum(({seconds}) => seconds))}</td>
                    </tr>
                    <tr>
                        <td colSpan={4} data-over={share > 1 || undefined}>
                            {shown(share * 100, 0)} % of the budget of {count(budget)} tokens
                        </td>
                    </tr>
                </tfoot>
            </table>
        </div>
    );
}
