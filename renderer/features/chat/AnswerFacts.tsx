import {IconAlertTriangle} from "@tabler/icons-react";
import type {Message} from "../../../engine/contract/chat.ts";
import type {Sampling} from "../../../engine/contract/sampling.ts";
import {EditChips, steersAnything} from "../steering/index.ts";
import type {LiveLane} from "./generations.ts";
import styles from "./Message.module.css";
import {finishWords, rate, tokensPerSecond} from "./words.ts";

interface Props {
    readonly message: Message;
    readonly live: LiveLane | null;
    readonly firstDictionary: string;
}

/** Under which edits and seed an answer was written, how fast, how long it is and why it ended. */
export function AnswerFacts({message, live, firstDictionary}: Props) {
    const {stats, finishReason, steering, sampling, editedFrom, promptDate} = message;
    const perSecond = live !== null ? live.tokensPerSecond : stats === undefined ? null : tokensPerSecond(stats);
    const count = live !== null ? live.tokens : (stats?.answerTokens ?? 0);
    const ending = live === null && finishReason !== undefined ? finishWords[finishReason] : null;
    return (
        <div className={styles.facts}>
            {steering !== undefined && steersAnything(steering) && <EditChips steering={steering} firstDictionary={firstDictionary} />}
            {perSecond !== null && perSecond > 0 && <span>{rate(perSecond)}</span>}
            {count > 0 && (
                <span>
                    {count} {count === 1 ? "token" : "tokens"}
                </span>
            )}
            {sampling !== undefined && finishReason !== "written" && (
                <span title={seedTitle(sampling)}>
                    seed <span className={styles.seed}>{sampling.seed}</span>
                </span>
            )}
            {promptDate !== undefined && <span title="The date that the prompt named">on {promptDate}</span>}
            {editedFrom !== undefined && finishReason !== "written" && <span>edited</span>}
            {ending !== null && (
                <span className={finishReason === "failed" ? styles.bad : undefined}>
                    {finishReason === "failed" && <IconAlertTriangle size={12} />} {ending}
                </span>
            )}
        </div>
    );
}

const seedTitle = ({seed, temperature}: Sampling) =>
    temperature === 0 ? "Greedy: every seed gives the same answer" : `Seed ${seed} and the same settings give the same answer`;
