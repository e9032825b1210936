import {memo} from "react";
import type {TokenReading} from "../../../engine/contract/features.ts";
import {classes} from "../../widgets/classes.ts";
import {percent, shown} from "../../widgets/numbers.ts";
import {type ColourScale, type ColourTheme, tokenStyle} from "./colourScale.ts";
import styles from "./TokenView.module.css";
import {tokenName, tokenPiece, withoutFirstBreak} from "./tokenPieces.ts";

interface Props {
    /** index of this line's first token in the message */
    readonly start: number;
    readonly tokens: readonly TokenReading[];
    /** one per token of the whole message */
    readonly values: readonly number[];
    readonly maximum: number;
    readonly theme: ColourTheme;
    /** what the values are: activations of a feature, or how far the edits moved the residual as shares of its length */
    readonly scale: ColourScale;
    /** index of the token that Tab reaches, and of the one whose popover is open; -1: none */
    readonly reachable: number;
    readonly active: number;
}

const isOutside = (index: number, {start, tokens}: Props) => index < start || index >= start + tokens.length;

/** A line of tokens; drawn only while it is near the screen. */
export const TokenLine = memo(
    function TokenLine({start, tokens, values, maximum, theme, scale, reachable, active}: Props) {
        return (
            <div className={styles.line}>
                {tokens.map((token, at) => {
                    const index = start + at;
                    const value = values[index] ?? 0;
                    const {text, sign} = tokenPiece(token);
                    return (
                        // biome-ignore lint/a11y/useSemanticElements: a <button> would not flow and break like text
                        <span
                            key={index}
                            role="button"
                            tabIndex={index === reachable ? 0 : -1}
                            data-token={index}
                            data-value={value}
                            aria-label={`Token “${tokenName(token.text)}”, ${scale === "moved" ? `moved by ${percent(value)}` : shown(value)}`}
                            className={classes(
                                styles.token,
                                token.special && styles.special,
                                token.steered && styles.steered,
                                index === active && styles.active
                            )}
                            style={token.special ? undefined : tokenStyle(maximum > 0 ? value / maximum : 0, theme, scale)}
                        >
                            {sign !== null && <span className={styles.sign}>{sign}</span>}
                            {at === 0 && start > 0 ? withoutFirstBreak(text) : text}
                        </span>
                    );
                })}
            </div>
        );
    },
    (old, next) =>
        old.tokens === next.tokens &&
        old.values === next.values &&
        old.maximum === next.maximum &&
        old.theme === next.theme &&
        old.scale === next.scale &&
        (old.reachable === next.reachable || (isOutside(old.reachable, old) && isOutside(next.reachable, next))) &&
        (old.active === next.active || (isOutside(old.active, old) && isOutside(next.active, next)))
);
