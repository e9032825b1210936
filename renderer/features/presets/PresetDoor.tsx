import {useEffect, useRef, useState} from "react";
import styles from "./PresetDoor.module.css";
import {applyPreset, takeDroppedPreset} from "./presetActions.ts";
import {usePresetList} from "./usePresets.ts";

/** A preset's key, and a preset's file dropped on the window. */
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
        window.addEventListener("keydown", onKeyDown);
        window.addEventListener("dragover", onDragOver);
        window.addEventListener("dragleave", onDragLeave);
        window.addEventListener("drop", onDrop);
        return () => {
            window.removeEventListener("keydown", onKeyDown);
            window.removeEventListener("dragover", onDragOver);
            window.removeEventListener("dragleave", onDragLeave);
            window.removeEventListener("drop", onDrop);
        };
    }, []);
    return dragging ? (
        <div className={styles.hint} aria-hidden="true">
            Drop a preset here to keep it
        </div>
    ) : null;
}
