import {setImmediate} from "node:timers/promises";
import type {Store} from "../store/openStore.ts";

/** Lines read at once. */
const STEP = 5000;

/** All that was ever changed and refused, oldest first, as JSON Lines. */
export async function exportAudit({moderation}: Pick<Store, "moderation">): Promise<File> {
    const parts: string[] = [];
    for (let last = 0; ; ) {
        const lines = moderation.auditAfter(last, STEP);
        parts.push(lines.map(({at, id, ...rest}) => `${JSON.stringify({id, at: new Date(at).toISOString(), ...rest})}\n`).join(""));
        if (lines.length < STEP) break;
        last = lines.at(-1)!.id;
        await setImmediate();
    }
    return new File(parts, "moderation-audit.jsonl", {type: "application/jsonl"});
}
