import {useState} from "react";
import type {Arm, Sweep} from "../../../../engine/contract/evaluation.ts";
import {shown} from "../../../widgets/numbers.ts";
import {armWords} from "../chart/references.ts";
import {answersAt} from "./answersAt.ts";
import {Ratings} from "./Ratings.tsx";
import styles from "./Sweep.module.css";

interface Props {
    readonly sweep: Pick<Sweep, "answers" | "prompts" | "choosing">;
    readonly set: number;
    readonly strength: number;
    /** of a proof strengths count times the set */
    readonly unit: string;
    /** where there are several */
    readonly setName: string | undefined;
    /** why a prompt has no answer there */
    readonly unanswered: ((prompt: number) => string) | undefined;
}

/** The answers at the strength under the cursor: steered, or of one of the arms beside it. */
export function AnswersPane({sweep, set, strength, unit, setName, unanswered}: Props) {
    const {answers, prompts, choosing} = sweep;
    const [prompt, setPrompt] = useState(0);
    const [chosenSeed, setSeed] = useState<number | null>(null);
    const [wanted, setWanted] = useState<Arm>("steered");
    const seeds = [...new Set(answers.map(({seed}) => seed))];
    const seed = chosenSeed ?? seeds[0] ?? 0;
    const found = answersAt(answers, {set, strength, prompt, seed});
    // at strength 0 nothing is steered
    const arm = found.has(wanted) ? wanted : wanted === "steered" && strength === 0 ? "unsteered" : wanted;
    const answer = found.get(arm);
    return (
        <section className={styles.answers} aria-label="Answers">
            <header>
                <h3>
                    At {shown(strength)} {unit}
                </h3>
                <select aria-label="Which answer" value={arm} onChange={(event) => setWanted(event.currentTarget.value as Arm)}>
                    {(Object.keys(armWords) as Arm[])
                        .filter((name) => found.has(name) || name === arm)
                        .map((name) => (
                            <option key={name} value={name}>
                                {armWords[name]}
                            </option>
                        ))}
                </select>
            </header>
            {setName !== undefined && <small>{setName}</small>}
            <div className={styles.which}>
                <select aria-label="Prompt" value={prompt} onChange={(event) => setPrompt(Number(event.currentTarget.value))}>
                    {prompts.map(({text}, index) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: a prompt is its place
                        <option key={index} value={index}>
                            {text}
                            {choosing.includes(index) ? " (chooses)" : " (reports)"}
                        </option>
                    ))}
                </select>
                {seeds.length > 1 && (
                    <select aria-label="Seed" value={seed} onChange={(event) => setSeed(Number(event.currentTarget.value))}>
                        {seeds.map((one, index) => (
                            <option key={one} value={one}>
                                seed {index + 1}
                            </option>
                        ))}
                    </select>
                )}
            </div>
            {answer === undefined ? (
                <p className={styles.none}>{unanswered?.(prompt) ?? "This prompt is not answered at this strength."}</p>
            ) : (
                <>
                    <p className={styles.text}>{answer.text === "" ? "(an empty answer)" : answer.text}</p>
                    <Ratings answer={answer} />
                </>
            )}
        </section>
    );
}
