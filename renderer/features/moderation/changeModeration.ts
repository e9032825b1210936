import {queries, queryClient} from "../../app/engine.ts";
import {tellOtherWindows} from "../../app/otherWindows.ts";
import {showError} from "../../widgets/Toasts.tsx";

const groups = [queries.moderation, queries.features, queries.labels, queries.chat, queries.presets];

/** What may be seen and steered has changed: everything that shows features asks again. */
export const refreshModeration = () => Promise.all(groups.map((group) => queryClient.invalidateQueries({queryKey: group.key()})));

/** Does something to what is moderated, and shows it everywhere. @returns whether it was done; what went wrong is shown */
export async function changeModeration(act: () => Promise<unknown>): Promise<boolean> {
    try {
        await act();
        return true;
    } catch (error) {
        showError(error);
        return false;
    } finally {
        tellOtherWindows("moderation");
        await refreshModeration();
    }
}
