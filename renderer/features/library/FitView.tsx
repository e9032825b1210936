import type {Fit} from "../../../engine/contract/library.ts";
import {Button} from "../../widgets/Button.tsx";
import {classes} from "../../widgets/classes.ts";
import {Note} from "../../widgets/Note.tsx";
import {bytes, count} from "../../widgets/numbers.ts";
import styles from "./FitView.module.css";
import {type Advice, adviceWords, memoryBar, partWords, speedWords, verdictTone, verdictWords} from "./fit.ts";

interface Props {
    readonly fit: Fit;
    /** an older answer, while the new one is worked out */
    readonly stale: boolean;
    /** makes a change that is advised; absent changes are only told */
    readonly onAdvice?: (advice: Advice) => void;
    /** what keeps it from loading although it may fit */
    readonly stops?: string | null;
    /** which advice `onAdvice` can act on */
    readonly canDo?: (advice: Advice) => boolean;
}

/** Whether it fits: memory by what it is for, against what is free; how fast; and what would help. */
export function FitView({fit, stale, stops = null, onAdvice, canDo = () => true}: Props) {
    const speed = stops === null ? speedWords(fit) : null;
    return (
        <div className={styles.frame}>
            <div className={classes(styles.fit, stale && styles.stale)} aria-busy={stale}>
                <p className={styles.verdict}>
                    <span className={classes(styles.lamp, styles[stops === null ? verdictTone(fit) : "bad"])} aria-hidden="true" />
                    <strong>
                        {verdictWords(fit)}
                        {stops !== null && (fit.verdict === "no" ? ", and can’t be loaded" : ", but can’t be loaded")}
                    </strong>
                    {speed !== null && <span>{speed}</span>}
                    <span>context of {count(fit.contextSize)} tokens</span>
                </p>
                {stops !== null && <Note tone="bad">{stops}</Note>}
                {fit.total.vram > 0 && <Memory fit={fit} kind="vram" name="GPU memory" />}
                <Memory fit={fit} kind="ram" name="Memory" />
                <ul className={styles.legend}>
                    {fit.parts
                        .filter(({vram, ram}) => vram + ram > 0)
                        .map(({name, vram, ram}) => (
                            <li key={name} data-part={name}>
                                {partWords(name)} <span>{bytes(vram + ram)}</span>
                            </li>
                        ))}
                </ul>
                {fit.advice.length > 0 && (
                    <div className={styles.advice}>
                        <span>What helps</span>
                        {fit.advice.map((advice) =>
                            onAdvice !== undefined && canDo(advice) ? (
                                <Button key={advice.change} small onClick={() => onAdvice(advice)}>
                                    {adviceWords(advice)}
                                </Button>
                            ) : (
                                <span key={advice.change} className={styles.told}>
                                    {adviceWords(advice)}
                                </span>
                            )
                        )}
                    </div>
                )}
            </div>
        </div>
    );
}

function Memory({fit, kind, name}: {readonly fit: Fit; readonly kind: "vram" | "ram"; readonly name: string}) {
    const {parts, freeShare, overflows} = memoryBar(fit, kind);
    const words = `${bytes(fit.needed[kind])} of ${bytes(fit.free[kind])} free`;
    return (
        <div className={styles.memory}>
            <span>{name}</span>
            <div
                className={styles.track}
                role="img"
                aria-label={`${name}: ${words}. ${parts.map((part) => `${partWords(part.name)} ${bytes(part.bytes)}`).join(", ")}`}
            >
                {parts.map((part) => (
                    <span
                        key={part.name}
                        data-part={part.name}
                        style={{width: `${part.share * 100}%`}}
                        title={`${partWords(part.name)} ${bytes(part.bytes)}`}
                    />
                ))}
                {overflows && <span className={styles.over} style={{left: `${freeShare * 100}%`}} title="more than is free" />}
            </div>
            <span className={classes(styles.amount, overflows && styles.bad)}>{words}</span>
        </div>
    );
}
