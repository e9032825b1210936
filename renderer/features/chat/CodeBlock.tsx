import {isValidElement, type ReactNode, useRef, useState} from "react";
import styles from "./Markdown.module.css";

function languageOf(children: ReactNode): string {
    const code = isValidElement<{className?: string}>(children) ? children.props.className : undefined;
    return /language-(\S+)/.exec(code ?? "")?.[1] ?? "";
}

const COPIED_MS = 1500;

/** Code with its language and a button that copies it. */
export function CodeBlock({children}: {readonly children: ReactNode}) {
    const pre = useRef<HTMLPreElement>(null);
    const [copied, setCopied] = useState(false);
    const copy = async () => {
        await navigator.clipboard?.writeText(pre.current?.textContent ?? "");
        setCopied(true);
        setTimeout(() => setCopied(false), COPIED_MS);
    };
    return (
        <div className={styles.code}>
            <div className={styles.codeBar}>
                <span>{languageOf(children)}</span>
                <button type="button" onClick={() => void copy()}>
                    {copied ? "Copied" : "Copy"}
                </button>
            </div>
            <pre ref={pre}>{children}</pre>
        </div>
    );
}
