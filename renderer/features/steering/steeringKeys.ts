import {redoSteering, undoSteering} from "./panel.ts";

/** Fields in which words are written take Ctrl+Z themselves; those with one number leave it to the panel. */
const writesWords = (target: EventTarget) =>
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === "text" && target.inputMode !== "decimal");

/** Ctrl+Z takes the last change of the steering back, Ctrl+Shift+Z and Ctrl+Y do it again. */
export function onSteeringKey(conversationId: string, event: React.KeyboardEvent) {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y") || writesWords(event.target)) return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) redoSteering(conversationId);
    else undoSteering(conversationId);
}
