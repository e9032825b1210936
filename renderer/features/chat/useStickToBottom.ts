import {type RefObject, useCallback, useEffect, useRef, useState} from "react";

/** this near to the end counts as being there */
const NEAR_PX = 48;

/**
 * Keeps the end of growing content in view until the person scrolls away, and again once they come back to it.
 * @param key of what is shown: a change goes to its end
 */
export function useStickToBottom(scroller: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>, key: string) {
    const sticks = useRef(true);
    const [away, setAway] = useState(false);

    const toEnd = useCallback(() => {
        const element = scroller.current;
        if (element === null) return;
        sticks.current = true;
        setAway(false);
        element.scrollTop = element.scrollHeight;
    }, [scroller]);

    const letGo = useCallback(() => {
        sticks.current = false;
    }, []);

    // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation begins at its end
    useEffect(() => toEnd(), [toEnd, key]);

    useEffect(() => {
        const element = scroller.current;
        const inner = content.current;
        if (element === null || inner === null) return;
        let lastTop = element.scrollTop;
        const onScroll = () => {
            const rest = element.scrollHeight - element.clientHeight - element.scrollTop;
            // only moving up is a wish to leave: content that grows moves the end away by itself
            if (rest <= NEAR_PX) sticks.current = true;
            else if (element.scrollTop < lastTop - 2) sticks.current = false;
            lastTop = element.scrollTop;
            setAway(rest > NEAR_PX && !sticks.current);
        };
        const grown = new ResizeObserver(() => {
            if (sticks.current) element.scrollTop = element.scrollHeight;
            else setAway(element.scrollHeight - element.clientHeight - element.scrollTop > NEAR_PX);
        });
        grown.observe(inner);
        grown.observe(element);
        element.addEventListener("scroll", onScroll, {passive: true});
        return () => {
            grown.disconnect();
            element.removeEventListener("scroll", onScroll);
        };
    }, [scroller, content]);

    return {away, toEnd, letGo};
}
