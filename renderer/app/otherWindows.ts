type Told = "features" | "moderation";

let channel: BroadcastChannel | null = null;
const open = () => (channel ??= new BroadcastChannel("saelor"));

/** Tells the other windows of this workspace what was changed here. */
export const tellOtherWindows = (what: Told) => open().postMessage(what);

/** Hears what another window changed. */
export function onOtherWindows(listener: (what: Told) => void) {
    open().addEventListener("message", ({data}) => (data === "features" || data === "moderation") && listener(data));
}
