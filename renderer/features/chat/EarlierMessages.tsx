import {useVirtualizer} from "@tanstack/react-virtual";
import {memo, type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState} from "react";
import type {Message} from "../../../engine/contract/chat.ts";
import styles from "./ChatView.module.css";
import type {WantedMessage} from "./useWantedMessage.ts";

interface Props {
    readonly messages: readonly Message[];
    readonly scroller: RefObject<HTMLDivElement | null>;
    readonly wanted: WantedMessage | null;
    readonly marked: string | null;
    readonly draw: (message: Message) => ReactNode;
}

const GAP_PX = 14;
const LINE_PX = 24;

/** About how high a message is before it was ever drawn; asked of every message at once, so it looks at no text. */
const guess = ({role, content}: Message) => (role === "user" ? 48 + Math.ceil(content.length / 72) * LINE_PX : 60 + Math.ceil(content.length / 88) * LINE_PX);

/** The part of a long conversation above its end: only what is near the screen is drawn, so that its length costs nothing. */
export const EarlierMessages = memo(function EarlierMessages({messages, scroller, wanted, marked, draw}: Props) {
    const box = useRef<HTMLDivElement>(null);
    const [margin, setMargin] = useState(0);
    useLayoutEffect(() => setMargin(box.current?.offsetTop ?? 0), []);
    const virtual = useVirtualizer({
        count: messages.length,
        getScrollElement: () => scroller.current,
        getItemKey: (index) => messages[index]?.id ?? index,
        estimateSize: (index) => (messages[index] === undefined ? LINE_PX : guess(messages[index])),
        gap: GAP_PX,
        overscan: 4,
        scrollMargin: margin
    });
    // biome-ignore lint/correctness/useExhaustiveDependencies: it goes there once, when it is wanted
    useEffect(() => {
        const index = wanted === null ? -1 : messages.findIndex(({id}) => id === wanted.messageId);
        if (index >= 0) virtual.scrollToIndex(index, {align: "start"});
    }, [wanted]);
    return (
        <div ref={box} className={styles.earlier} style={{height: virtual.getTotalSize()}}>
            {virtual.getVirtualItems().map(({index, key, start}) => {
                const message = messages[index];
                if (message === undefined) return null;
                return (
                    <div
                        key={key}
                        ref={virtual.measureElement}
                        data-index={index}
                        data-message={message.id}
                        data-role={message.role}
                        data-marked={marked === message.id || undefined}
                        className={styles.placed}
                        style={{transform: `translateY(${start - margin}px)`}}
                    >
                        <div className={styles.item}>{draw(message)}</div>
                    </div>
                );
            })}
        </div>
    );
});
