import {openGate} from "../moderation/gate.ts";
import {readModeration} from "../store/readModeration.ts";
import {defaultWorkspace} from "./defaultWorkspace.ts";

/** Where there is no workspace there are no lists. */
const NO_LISTS = {state: () => ({version: 0, access: undefined}), categories: () => new Map<number, string>(), find: () => undefined, log: () => undefined};

/**
 * The gate of the default workspace, for commands that work on files: they read its lists and make nothing. Close it.
 * @throws EngineError `store/*`, `file/no-permission`: a list that can't be read hides nothing, so nothing is done
 */
export function workspaceGate() {
    const lists = readModeration(defaultWorkspace());
    return {gate: openGate(lists ?? NO_LISTS), close: () => lists?.close()};
}
