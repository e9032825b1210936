import {engine, queries, queryClient} from "../../app/engine.ts";
import {onOtherWindows} from "../../app/otherWindows.ts";
import {refreshModeration} from "./changeModeration.ts";

const LOOK_EVERY_MS = 5000;
/** among so many entries of the log there is one that is no refusal */
const LOOKED_AT = 100;

let known: string | null = null;

/** The newest entry of the log that changed something. */
async function newest(): Promise<string> {
    const entries = await engine.moderation.audit({limit: LOOKED_AT});
    return JSON.stringify(entries.find(({action}) => action !== "refuse" && action !== "export") ?? null);
}

/** What was moderated elsewhere (another window, the command line) is shown here too. */
async function look() {
    if (document.visibilityState !== "visible") return;
    try {
        const now = await newest();
        if (known !== null && now !== known) await refreshModeration();
        known = now;
    } catch {
        // the connection has its own banner; the next look comes
    }
}

/** Looks from time to time, and when one comes back to the window; other windows also tell. */
export function followModeration() {
    void look();
    setInterval(() => void look(), LOOK_EVERY_MS);
    window.addEventListener("focus", () => void look());
    document.addEventListener("visibilitychange", () => void look());
    onOtherWindows((what) => {
        if (what === "moderation") void refreshModeration();
        if (what === "features") for (const group of [queries.features, queries.labels]) void queryClient.invalidateQueries({queryKey: group.key()});
    });
}
