import {Tooltip} from "@mantine/core";
import type {ContextUse} from "../../../engine/contract/chat.ts";
import {count} from "../../widgets/numbers.ts";
import styles from "./ContextMeter.module.css";
import {contextState, contextWords} from "./contextState.ts";

const RADIUS = 7;
const ROUND = 2 * Math.PI * RADIUS;

/** How full the context is, with what is being typed and the room that the answer is promised. */
export function ContextMeter({use}: {readonly use: ContextUse}) {
    const {tokens, contextSize, answerTokens} = use;
    const {state, left} = contextState(use);
    const share = Math.min(1, tokens / contextSize);
    const promised = Math.min(1, (tokens + answerTokens) / contextSize);
    return (
        <Tooltip label={contextWords(use)} multiline w={250} events={{hover: true, focus: true, touch: true}}>
            <button type="button" className={styles.meter} aria-label={`Context used. ${contextWords(use)}`} data-state={state}>
                <svg width={18} height={18} viewBox="0 0 18 18" aria-hidden="true">
                    <circle className={styles.track} cx={9} cy={9} r={RADIUS} />
                    <circle className={styles.promised} cx={9} cy={9} r={RADIUS} strokeDasharray={`${promised * ROUND} ${ROUND}`} />
                    <circle className={styles.used} cx={9} cy={9} r={RADIUS} strokeDasharray={`${share * ROUND} ${ROUND}`} />
                </svg>
                {state !== "roomy" && <span>{state === "over" ? "does not fit" : `${count(left)} left`}</span>}
            </button>
        </Tooltip>
    );
}
