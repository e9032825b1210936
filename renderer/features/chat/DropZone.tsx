import {type ReactNode, useRef, useState} from "react";
import styles from "./ChatView.module.css";
import {attachFiles} from "./drafts.ts";

interface Props {
    readonly className: string | undefined;
    readonly conversationId: string;
    readonly children: ReactNode;
}

const hasFiles = ({dataTransfer}: React.DragEvent) => dataTransfer.types.includes("Files");

/** The chat as a place to drop files on: text goes with the next message. */
export function DropZone({className, conversationId, children}: Props) {
    const [over, setOver] = useState(false);
    // entering a child leaves its parent: what counts is how many are entered
    const depth = useRef(0);
    const move = (event: React.DragEvent, by: number) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current = Math.max(0, depth.current + by);
        setOver(depth.current > 0);
    };
    return (
        // biome-ignore lint/a11y/noStaticElementInteractions: the button beside the message does the same by keyboard
        <div
            className={className}
            onDragEnter={(event) => move(event, 1)}
            onDragLeave={(event) => move(event, -1)}
            onDragOver={(event) => {
                if (!hasFiles(event)) return;
                event.preventDefault();
                event.dataTransfer.dropEffect = "copy";
            }}
            onDrop={(event) => {
                if (!hasFiles(event)) return;
                event.preventDefault();
                depth.current = 0;
                setOver(false);
                void attachFiles(conversationId, [...event.dataTransfer.files]);
            }}
        >
            {children}
            {over && <div className={styles.drop}>Drop text files to attach them</div>}
        </div>
    );
}
