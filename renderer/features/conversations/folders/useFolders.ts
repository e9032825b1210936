import {useQuery} from "@tanstack/react-query";
import {useCallback, useMemo} from "react";
import type {ConversationSummary, Folder} from "../../../../engine/contract/chat.ts";
import {engine, queries, queryClient} from "../../../app/engine.ts";
import {useSetting} from "../../../app/settings.ts";
import {counted} from "../../../widgets/numbers.ts";
import {showError, showToast} from "../../../widgets/Toasts.tsx";
import {changeList} from "../useConversations.ts";

const refreshFolders = () => queryClient.invalidateQueries({queryKey: queries.chat.folders.key()});

async function attempt<Result>(act: () => Promise<Result>): Promise<Result | null> {
    try {
        return await act();
    } catch (error) {
        showError(error);
        return null;
    }
}

/** @returns the folder; null where it could not be made, which is shown */
export const saveFolder = (folder: {readonly id?: string; readonly name: string}): Promise<Folder | null> =>
    attempt(async () => {
        const saved = await engine.chat.saveFolder(folder);
        await refreshFolders();
        return saved;
    });

/** Puts a conversation into a folder, or out of all (null); on screen at once. */
export async function moveConversation({id, folderId: before}: ConversationSummary, folderId: string | null) {
    if (folderId === before) return;
    const put = (to: string | null) => changeList((list) => list.map((old) => (old.id === id ? {...old, folderId: to} : old)));
    put(folderId);
    const moved = await attempt(() => engine.chat.move({conversationId: id, folderId}));
    if (moved === null) put(before);
    else changeList((list) => list.map((old) => (old.id === id ? moved : old)));
}

/** Removes a folder, not what is in it; both can be put back as they were. */
export async function removeFolder({id, name}: Folder, inside: readonly ConversationSummary[]) {
    const removed = await attempt(async () => {
        await engine.chat.removeFolder({id});
        changeList((list) => list.map((old) => (old.folderId === id ? {...old, folderId: null} : old)));
        await refreshFolders();
        return true;
    });
    if (removed === null) return;
    const putBack = async () => {
        const again = await saveFolder({name});
        if (again !== null) for (const conversation of inside) await moveConversation({...conversation, folderId: null}, again.id);
    };
    const kept = inside.length === 0 ? "" : ` ${counted(inside.length, "conversation")} stayed.`;
    showToast({tone: "plain", text: `Folder “${name}” removed.${kept}`, action: {label: "Undo", run: () => void putBack()}});
}

/** Folders by name, and which of them are closed in this workspace. */
export function useFolders() {
    const query = useQuery(queries.chat.folders.queryOptions());
    const [stored, store] = useSetting("closedFolders", "");
    const closed = useMemo(() => new Set(stored.split(" ").filter(Boolean)), [stored]);
    const folders = useMemo(() => (query.data ?? []).toSorted((a, b) => a.name.localeCompare(b.name)), [query.data]);
    const setOpen = useCallback(
        (id: string, open: boolean) => {
            const known = [...closed].filter((other) => other !== id && folders.some((folder) => folder.id === other));
            store((open ? known : [...known, id]).join(" "));
        },
        [closed, folders, store]
    );
    return {query, folders, closed, setOpen};
}
