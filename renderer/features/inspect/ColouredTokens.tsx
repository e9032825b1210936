import {useComputedColorScheme} from "@mantine/core";
import {memo, useMemo, useState} from "react";
import {createPortal} from "react-dom";
import {classes} from "../../widgets/classes.ts";
import {shown} from "../../widgets/numbers.ts";
import styles from "./ColouredTokens.module.css";
import {tokenStyle} from "./colourScale.ts";
import {joinTokens} from "./joinTokens.ts";
import {tokenPiece} from "./tokenPieces.ts";

interface Props {
    /** its name for a screen reader */
    readonly label: string;
    readonly tokens: ReadonlyArray<{readonly text: string; readonly special?: boolean}>;
    /** activation at each token */
    readonly values: readonly number[];
    /** what the strongest colour stands for */
    readonly maximum: number;
    /** which token is marked as the strongest; absent: none */
    readonly peak?: number;
    /** an example stays within its lines, a text of one's own keeps its own */
    readonly oneLine?: boolean;
    /** the text that the tokens are of, where it is known */
    readonly source?: string;
}

interface Tip {
    readonly words: string;
    readonly left: number;
    readonly top: number;
}

/** A text coloured by one feature, to be read; the pointer tells each token's value. */
export const ColouredTokens = memo(function ColouredTokens({label, tokens, values, maximum, peak, oneLine = false, source}: Props) {
    const theme = useComputedColorScheme("light");
    const [tip, setTip] = useState<Tip | null>(null);
    const groups = useMemo(() => joinTokens(tokens, source), [tokens, source]);
    const highest = (from: number, to: number) => Math.max(...values.slice(from, to + 1), 0);
    const onMouseOver = (event: React.MouseEvent) => {
        const token = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-at]") : null;
        const at = token?.getClientRects()[0];
        if (token === null || at === undefined) return setTip(null);
        const group = groups[Number(token.dataset.at)];
        if (group === undefined) return setTip(null);
        setTip({words: group.special ? "special, not read" : shown(highest(group.from, group.to)), left: at.left + at.width / 2, top: at.top});
    };
    return (
        // biome-ignore lint/a11y/useSemanticElements: tokens are text, not a form
        // biome-ignore lint/a11y/useKeyWithMouseEvents: what the pointer tells is in the label of each group and in its peak
        <div
            role="group"
            aria-label={label}
            className={classes(styles.text, oneLine && styles.oneLine)}
            onMouseOver={onMouseOver}
            onMouseLeave={() => setTip(null)}
        >
            {groups.map((token, index) => {
                const {text, sign} = tokenPiece(token);
                const value = highest(token.from, token.to);
                return (
                    <span
                        key={token.from}
                        data-at={index}
                        data-value={value}
                        className={classes(
                            styles.token,
                            token.special && styles.special,
                            peak !== undefined && token.from <= peak && peak <= token.to && styles.peak
                        )}
                        style={token.special ? undefined : tokenStyle(maximum > 0 ? value / maximum : 0, theme)}
                    >
                        {sign !== null && <span className={styles.sign}>{sign}</span>}
                        {oneLine ? text.replaceAll(/\s*\n\s*/g, " ") : text}
                    </span>
                );
            })}
            {tip !== null &&
                createPortal(
                    <div className={styles.tip} style={{left: tip.left, top: tip.top}} aria-hidden="true">
                        {tip.words}
                    </div>,
                    document.body
                )}
        </div>
    );
});
