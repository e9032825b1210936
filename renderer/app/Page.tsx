import {IconArrowLeft} from "@tabler/icons-react";
import {type ReactNode, useEffect, useRef} from "react";
import {IconButton} from "../widgets/IconButton.tsx";
import styles from "./Page.module.css";

interface Props {
    readonly title: string;
    readonly onClose: () => void;
    /** stands beside the title */
    readonly aside?: ReactNode;
    readonly children: ReactNode;
}

/** A page over the chat: its title has the keyboard at first, and leaving hands it back to where it was. */
export function Page({title, onClose, aside, children}: Props) {
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => {
        const before = document.activeElement;
        heading.current?.focus({preventScroll: true});
        return () => {
            if (before instanceof HTMLElement) setTimeout(() => document.activeElement === document.body && before.focus({preventScroll: true}));
        };
    }, []);
    return (
        <section className={styles.page} aria-label={title}>
            <div className={styles.column}>
                <header className={styles.header}>
                    <IconButton label="Back to the chat" keys="Esc" onClick={onClose}>
                        <IconArrowLeft size={17} />
                    </IconButton>
                    <h1 ref={heading} tabIndex={-1}>
                        {title}
                    </h1>
                    {aside}
                </header>
                {children}
            </div>
        </section>
    );
}
