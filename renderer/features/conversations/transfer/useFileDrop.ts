import {useRef, useState} from "react";

const hasFiles = ({dataTransfer}: React.DragEvent) => dataTransfer.types.includes("Files");

/** A place that files can be dropped on. */
export function useFileDrop(onFiles: (files: File[]) => void) {
    const [over, setOver] = useState(false);
    // entering a child leaves its parent: what counts is how many are entered
    const depth = useRef(0);
    const move = (event: React.DragEvent, by: number) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current = Math.max(0, depth.current + by);
        setOver(depth.current > 0);
    };
    const handlers = {
        onDragEnter: (event: React.DragEvent) => move(event, 1),
        onDragLeave: (event: React.DragEvent) => move(event, -1),
        onDragOver: (event: React.DragEvent) => {
            if (!hasFiles(event)) return;
            event.preventDefault();
            event.dataTransfer.dropEffect = "copy";
        },
        onDrop: (event: React.DragEvent) => {
            if (!hasFiles(event)) return;
            event.preventDefault();
            depth.current = 0;
            setOver(false);
            onFiles([...event.dataTransfer.files]);
        }
    };
    return {over, handlers};
}
