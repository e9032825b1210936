import {memo, useCallback, useEffect, useMemo, useRef, useState} from "react";
import type {TokenReading} from "../../../engine/contract/features.ts";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import type {ColourScale, ColourTheme} from "./colourScale.ts";
import {TokenLine} from "./TokenLine.tsx";
import {TokenPopover} from "./TokenPopover.tsx";
import styles from "./TokenView.module.css";
import {tokenLines} from "./tokenPieces.ts";

interface Props {
    readonly tokens: readonly TokenReading[];
    /** activation of the chosen feature, one per token */
    readonly values: readonly number[];
    readonly maximum: number;
    readonly theme: ColourTheme;
    readonly scale: ColourScale;
    readonly onSteer: (feature: FeatureId) => void;
    readonly onColour: (feature: FeatureId) => void;
    readonly dictionary: string;
    /** the answer that they are of; null: of what the person said */
    readonly messageId: string | null;
}

interface Shown {
    readonly index: number;
    readonly anchor: HTMLElement;
    readonly by: "pointer" | "keyboard" | "entered";
}

/** time to cross from a token to its popover, and to pass over tokens without opening any */
const CLOSE_MS = 140;
const OPEN_MS = 60;

/** The coloured text. One token can be reached by Tab; arrow keys walk; Enter goes into its features, Escape back. */
export const TokenText = memo(function TokenText({tokens, values, maximum, theme, scale, onSteer, onColour, dictionary, messageId}: Props) {
    const [shown, setShown] = useState<Shown | null>(null);
    const [reachable, setReachable] = useState(0);
    const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
    const root = useRef<HTMLDivElement>(null);
    const lines = useMemo(() => {
        let start = 0;
        return tokenLines(tokens).map((line) => {
            const placed = {start, line};
            start += line.length;
            return placed;
        });
    }, [tokens]);

    const after = useCallback((milliseconds: number, run: () => void) => {
        clearTimeout(timer.current);
        timer.current = setTimeout(run, milliseconds);
    }, []);
    useEffect(() => () => clearTimeout(timer.current), []);

    const tokenAt = (target: EventTarget) => (target instanceof Element ? target.closest<HTMLElement>("[data-token]") : null);
    const show = (anchor: HTMLElement, by: Shown["by"]) => setShown({index: Number(anchor.dataset.token), anchor, by});
    const walk = (from: HTMLElement, to: number) => {
        const next = root.current?.querySelector<HTMLElement>(`[data-token="${Math.max(0, Math.min(tokens.length - 1, to))}"]`);
        if (!next || next === from) return;
        setReachable(Number(next.dataset.token));
        next.focus({preventScroll: true});
        next.scrollIntoView({block: "nearest"});
        after(30, () => show(next, "keyboard"));
    };
    const onKeyDown = (event: React.KeyboardEvent) => {
        const anchor = tokenAt(event.target);
        if (anchor === null) return;
        const index = Number(anchor.dataset.token);
        const perPage = 10;
        const steps: Record<string, number> = {ArrowRight: 1, ArrowLeft: -1, ArrowDown: perPage, ArrowUp: -perPage, Home: -index, End: tokens.length};
        const step = steps[event.key];
        if (step !== undefined) walk(anchor, index + step);
        else if (event.key === "Enter" || event.key === " ") show(anchor, "entered");
        else return;
        event.preventDefault();
    };

    const token = shown === null ? undefined : tokens[shown.index];
    return (
        <>
            {/* biome-ignore lint/a11y/useSemanticElements: tokens are text, not a form */}
            <div
                ref={root}
                role="group"
                aria-label="Tokens"
                className={styles.text}
                onMouseOver={(event) => {
                    const anchor = tokenAt(event.target);
                    if (anchor !== null && shown?.by !== "entered") after(OPEN_MS, () => show(anchor, "pointer"));
                }}
                onMouseLeave={() => shown?.by !== "entered" && after(CLOSE_MS, () => setShown(null))}
                onClick={(event) => {
                    const anchor = tokenAt(event.target);
                    if (anchor === null) return;
                    setReachable(Number(anchor.dataset.token));
                    clearTimeout(timer.current);
                    show(anchor, "entered");
                }}
                onFocus={(event) => {
                    const anchor = tokenAt(event.target);
                    if (anchor?.matches(":focus-visible") && shown === null) show(anchor, "keyboard");
                }}
                onBlur={(event) => shown?.by === "keyboard" && !event.currentTarget.contains(event.relatedTarget) && setShown(null)}
                onKeyDown={onKeyDown}
            >
                {lines.map(({start, line}) => (
                    <TokenLine
                        key={start}
                        start={start}
                        tokens={line}
                        values={values}
                        maximum={maximum}
                        theme={theme}
                        scale={scale}
                        reachable={reachable}
                        active={shown?.index ?? -1}
                    />
                ))}
            </div>
            {shown !== null && token !== undefined && (
                <TokenPopover
                    token={token}
                    dictionary={dictionary}
                    messageId={messageId}
                    anchor={shown.anchor}
                    focused={shown.by === "entered"}
                    onSteer={(feature) => {
                        onSteer(feature);
                        setShown(null);
                        shown.anchor.focus({preventScroll: true});
                    }}
                    onColour={onColour}
                    onEnter={() => clearTimeout(timer.current)}
                    onLeave={() => after(CLOSE_MS, () => setShown(null))}
                    onClose={() => {
                        setShown(null);
                        if (shown.by === "entered") shown.anchor.focus({preventScroll: true});
                    }}
                />
            )}
        </>
    );
});
