import {useState} from "react";
import {classes} from "../../widgets/classes.ts";
import {shown} from "../../widgets/numbers.ts";
import styles from "./StrengthSlider.module.css";
import {filledZone, isPastWarning, type SliderRange, shareOf, warningZones, type Zone} from "./sliderZones.ts";

interface Props {
    readonly value: number;
    readonly range: SliderRange & {readonly step: number};
    readonly label: string;
    readonly disabled?: boolean;
    readonly onChange: (value: number) => void;
}

const place = ({from, to}: Zone) => ({left: `${from * 100}%`, width: `${(to - from) * 100}%`});

/** A slider that shows where doing nothing is and where answers begin to break. */
export function StrengthSlider({value: stored, range, label, disabled = false, onChange}: Props) {
    // The stored value comes back a moment later; until then the slider shows its own, or keys pressed quickly would start from the old one.
    const [draft, setDraft] = useState<number>();
    if (draft !== undefined && draft === stored) setDraft(undefined);
    const value = draft ?? stored;
    const change = (next: number) => {
        setDraft(next);
        onChange(next);
    };
    const isPast = isPastWarning(value, range);
    return (
        <div className={classes(styles.slider, disabled && styles.off, isPast && styles.past)}>
            <div className={styles.track} aria-hidden="true">
                {warningZones(range).map((zone) => (
                    <span key={zone.from} className={styles.warning} style={place(zone)} />
                ))}
                <span className={styles.fill} style={place(filledZone(value, range))} />
                <span className={styles.neutral} style={{left: `${shareOf(range.neutral, range) * 100}%`}} />
            </div>
            <input
                type="range"
                className={styles.input}
                aria-label={label}
                aria-valuetext={`${shown(value)}${isPast ? ", in the warning zone" : ""}`}
                min={range.min}
                max={range.max}
                step={range.step}
                value={value}
                disabled={disabled}
                onChange={(event) => change(Number(event.currentTarget.value))}
                onBlur={() => setDraft(undefined)}
                onDoubleClick={() => change(range.neutral)}
            />
        </div>
    );
}
