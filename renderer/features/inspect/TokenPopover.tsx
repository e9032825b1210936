import {IconArrowUpRight} from "@tabler/icons-react";
import {useEffect, useLayoutEffect, useRef, useState} from "react";
import {createPortal} from "react-dom";
import type {TokenReading} from "../../../engine/contract/features.ts";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import {fragmentOf} from "../../app/route.ts";
import {percent, shown} from "../../widgets/numbers.ts";
import styles from "./TokenPopover.module.css";
import {tokenName} from "./tokenPieces.ts";
import {WhyToken} from "./WhyToken.tsx";

interface Props {
    readonly token: TokenReading;
    readonly anchor: HTMLElement;
    /** takes the keyboard at once */
    readonly focused: boolean;
    readonly onSteer: (feature: FeatureId) => void;
    readonly onColour: (feature: FeatureId) => void;
    readonly onEnter: () => void;
    readonly onLeave: () => void;
    readonly onClose: () => void;
    /** what the token is asked about; `messageId` null: nobody wrote it but the person */
    readonly dictionary: string;
    readonly messageId: string | null;
}

const GAP = 6;
const EDGE = 8;

/** Under the token where there is room, else above it; always within the window. */
function placeBeside(at: DOMRect, size: DOMRect) {
    const below = at.bottom + GAP;
    const above = at.top - GAP - size.height;
    const top = below + size.height > window.innerHeight - EDGE && above > EDGE ? above : Math.min(below, window.innerHeight - EDGE - size.height);
    return {left: Math.max(EDGE, Math.min(at.left, window.innerWidth - size.width - EDGE)), top: Math.max(EDGE, top)};
}

/** What fires at one token, strongest first; a click steers by it. */
export function TokenPopover({token, anchor, focused, onSteer, onColour, onEnter, onLeave, onClose, dictionary, messageId}: Props) {
    const box = useRef<HTMLDivElement>(null);
    const [place, setPlace] = useState<{left: number; top: number} | null>(null);
    const [asked, setAsked] = useState<number | null>(null);
    const isAsked = asked === token.position;
    const strongest = token.top[0]?.value ?? 0;

    // biome-ignore lint/correctness/useExhaustiveDependencies: another token is another size
    useLayoutEffect(() => {
        const put = () => {
            const at = anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
            const size = box.current?.getBoundingClientRect();
            if (size === undefined) return;
            if (at.bottom < 0 || at.top > window.innerHeight) onClose();
            else setPlace(placeBeside(at, size));
        };
        put();
        // what it tells may come later
        const sized = new ResizeObserver(put);
        if (box.current !== null) sized.observe(box.current);
        window.addEventListener("scroll", put, {capture: true, passive: true});
        return () => {
            sized.disconnect();
            window.removeEventListener("scroll", put, {capture: true});
        };
    }, [anchor, token]);

    useEffect(() => {
        const onEscape = (event: KeyboardEvent) => {
            if (event.key !== "Escape") return;
            event.preventDefault();
            onClose();
        };
        const onPress = ({target}: PointerEvent) => {
            if (target instanceof Node && !box.current?.contains(target) && !anchor.contains(target)) onLeave();
        };
        window.addEventListener("keydown", onEscape, {capture: true});
        // the page of a feature lies over the text, which stays
        window.addEventListener("hashchange", onLeave);
        window.addEventListener("pointerdown", onPress, {capture: true});
        return () => {
            window.removeEventListener("keydown", onEscape, {capture: true});
            window.removeEventListener("hashchange", onLeave);
            window.removeEventListener("pointerdown", onPress, {capture: true});
        };
    }, [anchor, onClose, onLeave]);

    const isPlaced = place !== null;
    useLayoutEffect(() => {
        if (focused && isPlaced) box.current?.querySelector<HTMLElement>("button")?.focus();
    }, [focused, isPlaced]);

    const onKeyDown = (event: React.KeyboardEvent) => {
        const buttons = [...(box.current?.querySelectorAll<HTMLElement>("[data-steer]") ?? [])];
        const index = buttons.indexOf(document.activeElement as HTMLElement);
        if (event.key === "ArrowDown") buttons[Math.min(buttons.length - 1, index + 1)]?.focus();
        else if (event.key === "ArrowUp") buttons[Math.max(0, index - 1)]?.focus();
        else return;
        event.preventDefault();
    };

    return createPortal(
        <div
            ref={box}
            role="dialog"
            aria-label={`Features at “${tokenName(token.text)}”`}
            className={styles.popover}
            style={place ?? {left: 0, top: 0, visibility: "hidden"}}
            onMouseEnter={onEnter}
            onMouseLeave={onLeave}
            onKeyDown={onKeyDown}
        >
            <header className={styles.header}>
                <code>{token.special ? token.text : JSON.stringify(token.text).slice(1, -1)}</code>
                <span>
                    token {token.token} at {token.position}
                    {token.moved > 0 ? `, moved by ${percent(token.moved)}` : token.steered && ", steered"}
                </span>
            </header>
            {token.top.length === 0 && <p className={styles.none}>{token.special ? "Special tokens are not read." : "No feature fires here."}</p>}
            <ul className={styles.features}>
                {token.top.map(({feature, value, label}) => (
                    <li key={feature}>
                        <button
                            type="button"
                            data-steer
                            className={styles.feature}
                            title="Add to the steering panel"
                            aria-label={`Steer by ${label ?? `feature ${feature}`}`}
                            onClick={() => onSteer(feature)}
                        >
                            <span className={styles.label} title={label}>
                                <small className={styles.index}>{feature}</small> {label ?? <i>no label yet</i>}
                            </span>
                            <span className={styles.value}>{shown(value)}</span>
                            <span className={styles.bar}>
                                <span style={{width: `${strongest > 0 ? (value / strongest) * 100 : 0}%`}} />
                            </span>
                        </button>
                        <button
                            type="button"
                            className={styles.colour}
                            title="Colour the tokens by this feature"
                            aria-label={`Colour by ${label ?? `feature ${feature}`}`}
                            onClick={() => onColour(feature)}
                        />
                        <a
                            className={styles.page}
                            href={fragmentOf({page: "features", dictionary, feature})}
                            title="Open its page"
                            aria-label={`Open the page of ${label ?? `feature ${feature}`}`}
                        >
                            <IconArrowUpRight size={14} aria-hidden="true" />
                        </a>
                    </li>
                ))}
            </ul>
            {messageId !== null && !token.special && !isAsked && (
                <button type="button" className={styles.ask} onClick={() => setAsked(token.position)}>
                    Why this token?
                </button>
            )}
            {messageId !== null && isAsked && <WhyToken messageId={messageId} dictionary={dictionary} position={token.position} token={token.token} />}
        </div>,
        document.body
    );
}
