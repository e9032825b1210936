import {useEffect, useRef} from "react";
import styles from "../ConversationRail.module.css";
import {stopAsking, useWantedFolder} from "./askForFolder.ts";
import {moveConversation, saveFolder} from "./useFolders.ts";

/** Where a new folder gets its name, while one is asked for. */
export function NewFolder() {
    const wanted = useWantedFolder();
    const field = useRef<HTMLInputElement>(null);
    const isWanted = wanted !== null;
    useEffect(() => {
        if (!isWanted) return;
        // after the menu that it was asked for in has given the keyboard back
        const timer = setTimeout(() => field.current?.focus(), 40);
        return () => clearTimeout(timer);
    }, [isWanted]);
    if (wanted === null) return null;
    const make = async (name: string) => {
        stopAsking();
        if (name === "") return;
        const folder = await saveFolder({name});
        if (folder !== null && wanted.conversation !== null) await moveConversation(wanted.conversation, folder.id);
    };
    return (
        <div className={styles.newFolder}>
            <input
                ref={field}
                className={styles.rename}
                aria-label="Name of the new folder"
                placeholder="Name of the new folder"
                maxLength={100}
                onBlur={(event) => void make(event.currentTarget.value.trim())}
                onKeyDown={(event) => {
                    // leaving the field makes it
                    if (event.key === "Enter") event.currentTarget.blur();
                    if (event.key === "Escape") {
                        event.preventDefault();
                        event.stopPropagation();
                        event.currentTarget.value = "";
                        stopAsking();
                    }
                }}
            />
        </div>
    );
}
