/** What was changed: features and labels, what is moderated, or one conversation: its steering, its settings or its messages. */
type Told = "features" | "moderation" | {readonly conversationId: string};

let channel: BroadcastChannel | null = null;
const open = () => (channel ??= new BroadcastChannel("saelor"));

/** Tells the other windows of this workspace what was changed here. */
export const tellOtherWindows = (what: Told) => open().postMessage(what);

const isTold = (data: unknown): data is Told =>
    data === "features" ||
    data === "moderation" ||
    (typeof data === "object" && data !== null && typeof (data as {conversationId?: unknown}).conversationId === "string");

/** Hears what another window changed. */
export function onOtherWindows(listener: (what: Told) => void) {
    open().addEventListener("message", ({data}) => isTold(data) && listener(data));
}
