import {type ReactNode, useEffect, useRef, useState} from "react";

interface Props {
    /** drawn wherever it is */
    readonly always: boolean;
    readonly className?: string | undefined;
    readonly role: string;
    readonly last: boolean;
    readonly children: ReactNode;
}

/** drawn when it comes within this distance of the screen, on either side */
const MARGIN = "1200px 0px";
/** about how high a message is before it was ever drawn */
const GUESS_PX = 220;

/** Draws its children only near the screen, and holds their place elsewhere, so that a conversation may be very long. */
export function NearScreen({always, className, role, last, children}: Props) {
    const box = useRef<HTMLDivElement>(null);
    const height = useRef(GUESS_PX);
    const [near, setNear] = useState(always);
    useEffect(() => {
        const element = box.current;
        if (element === null || always) return;
        const observer = new IntersectionObserver(
            ([entry]) => {
                if (entry === undefined) return;
                // what holds the focus stays
                const isHeld = element.contains(document.activeElement);
                if (!entry.isIntersecting && !isHeld && element.offsetHeight > 0) height.current = element.offsetHeight;
                setNear(entry.isIntersecting || isHeld);
            },
            {root: element.closest('[role="log"]'), rootMargin: MARGIN}
        );
        observer.observe(element);
        return () => observer.disconnect();
    }, [always]);
    const isDrawn = always || near;
    return (
        <div ref={box} className={className} data-role={role} data-last={last || undefined} style={isDrawn ? undefined : {height: height.current}}>
            {isDrawn && children}
        </div>
    );
}
