import {useState} from "react";

/** so that nothing else takes it for text or a file */
const TYPE = "application/x-saelor-conversation";

export function startDragging(event: React.DragEvent, conversationId: string) {
    event.dataTransfer.setData(TYPE, conversationId);
    event.dataTransfer.effectAllowed = "move";
}

/** The folder that a place of the rail belongs to; "" is none. */
const folderAt = (target: EventTarget) => (target instanceof Element ? (target.closest<HTMLElement>("[data-folder]")?.dataset.folder ?? "") : "");

/**
 * Conversations as things that are dropped on a folder, on what is in one, or beside all.
 * @returns over: id of the folder that one is held over, "" for none of them; null: none is held
 */
export function useFolderDrop(onDrop: (conversationId: string, folderId: string | null) => void) {
    const [over, setOver] = useState<string | null>(null);
    const isOurs = ({dataTransfer}: React.DragEvent) => dataTransfer.types.includes(TYPE);
    const handlers = {
        onDragOver: (event: React.DragEvent) => {
            if (!isOurs(event)) return;
            event.preventDefault();
            event.dataTransfer.dropEffect = "move";
            setOver(folderAt(event.target));
        },
        onDragLeave: (event: React.DragEvent) => {
            if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(null);
        },
        onDrop: (event: React.DragEvent) => {
            if (!isOurs(event)) return;
            event.preventDefault();
            setOver(null);
            const folderId = folderAt(event.target);
            onDrop(event.dataTransfer.getData(TYPE), folderId === "" ? null : folderId);
        },
        onDragEnd: () => setOver(null)
    };
    return {over, handlers};
}
