import {useEffect, useRef, useState} from "react";
import styles from "./PresetDoor.module.css";
import {applyPreset, importPreset, takeDroppedPreset} from "./presetActions.ts";
import {usePresetList} from "./usePresets.ts";

/** what the desktop shell says when a preset's file was opened there */
const OPEN_FILE = "saelor:open-preset";

/** Where presets come in from outside: a key, a file dropped on the window, a file opened on the desktop. */
export function PresetDoor({conversationId}: {readonly conversationId: string | undefined}) {
    const presets = usePresetList().data;
    const latest = useRef({presets, conversationId});
    latest.current = {presets, conversationId};
    const [dragging, setDragging] = useState(false);

    useEffect(() => {
        const onKeyDown = (event: KeyboardEvent) => {
            // the code, as Alt makes other characters of digits on some keyboards
            const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
            if (digit === undefined || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return;
            const {presets: all, conversationId: id} = latest.current;
            const preset = all?.find(({key}) => key === digit);
            if (preset === undefined || id === undefined) return;
            event.preventDefault();
            void applyPreset(preset, id);
        };
        const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
        const onDragOver = (event: DragEvent) => {
            if (!hasFiles(event)) return;
            // without this the window would open the file itself
            event.preventDefault();
            setDragging(true);
        };
        const onDragLeave = (event: DragEvent) => event.relatedTarget === null && setDragging(false);
        const onDrop = (event: DragEvent) => {
            setDragging(false);
            // whoever took the drop asks `takeDroppedPreset` of each file
            if (event.defaultPrevented || !hasFiles(event)) return;
            event.preventDefault();
            for (const file of event.dataTransfer?.files ?? []) void takeDroppedPreset(file);
        };
        const onMessage = (event: MessageEvent) => {
            const data: unknown = event.data;
            if (event.source !== window || typeof data !== "object" || data === null) return;
            const {type, path} = data as {type?: unknown; path?: unknown};
            if (type === OPEN_FILE && typeof path === "string") void importPreset({path});
        };
        window.addEventListener("keydown", onKeyDown);
        window.addEventListener("dragover", onDragOver);
        window.addEventListener("dragleave", onDragLeave);
        window.addEventListener("drop", onDrop);
        window.addEventListener("message", onMessage);
        return () => {
            window.removeEventListener("keydown", onKeyDown);
            window.removeEventListener("dragover", onDragOver);
            window.removeEventListener("dragleave", onDragLeave);
            window.removeEventListener("drop", onDrop);
            window.removeEventListener("message", onMessage);
        };
    }, []);
    return dragging ? (
        <div className={styles.hint} aria-hidden="true">
            Drop a preset here to keep it
        </div>
    ) : null;
}
