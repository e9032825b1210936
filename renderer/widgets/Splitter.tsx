import {useRef} from "react";
import styles from "./Splitter.module.css";

interface Props {
    readonly label: string;
    /** width of the pane it belongs to, in CSS pixels */
    readonly width: number;
    readonly min: number;
    readonly max: number;
    /** which side of the splitter the pane is on */
    readonly side: "left" | "right";
    readonly onChange: (width: number) => void;
}

const STEP_PX = 16;

/** A line between two panes that moves, by pointer or by arrow keys. */
export function Splitter({label, width, min, max, side, onChange}: Props) {
    const grip = useRef<{x: number; width: number} | null>(null);
    const sign = side === "left" ? 1 : -1;
    const set = (next: number) => onChange(Math.round(Math.max(min, Math.min(max, next))));
    return (
        // biome-ignore lint/a11y/useSemanticElements: a separator that moves is no <hr>
        <div
            role="separator"
            tabIndex={0}
            aria-orientation="vertical"
            aria-label={label}
            aria-valuenow={width}
            aria-valuemin={min}
            aria-valuemax={max}
            className={styles.splitter}
            onPointerDown={(event) => {
                event.currentTarget.setPointerCapture(event.pointerId);
                grip.current = {x: event.clientX, width};
            }}
            onPointerMove={(event) => grip.current && set(grip.current.width + sign * (event.clientX - grip.current.x))}
            onPointerUp={() => {
                grip.current = null;
            }}
            onKeyDown={(event) => {
                if (event.key === "ArrowLeft") set(width - sign * STEP_PX);
                if (event.key === "ArrowRight") set(width + sign * STEP_PX);
            }}
        />
    );
}
