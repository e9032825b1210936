import {spawn} from "node:child_process";
import {createHash} from "node:crypto";
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import {openStore} from "../store/openStore.ts";
import {seeded} from "./randomBlocks.ts";

export interface KillsReport {
    /** processes that were killed while they harvested */
    readonly kills: number;
    /** digests of all that was kept, by a harvest that was left alone and by the one that was killed */
    readonly whole: string;
    readonly killed: string;
}

/** Harvests the demo twice: once undisturbed, and once in processes that are killed (SIGKILL) at random moments of their work until so many were. */
export async function harvestKills({
    kills,
    maxTokens,
    onKill
}: {
    readonly kills: number;
    readonly maxTokens: number;
    readonly onKill?: (n: number) => void;
}): Promise<KillsReport> {
    const folder = await mkdtemp(join(tmpdir(), "saelor-kills-"));
    try {
        const undisturbedMs = await harvest(join(folder, "whole"), maxTokens);
        const random = seeded(9);
        let killed = 0;
        for (let done = false; !done; ) {
            // at moments that are spread over all of the work
            const after = killed < kills ? ((1 + random()) / 2) * Math.max(30, (1.2 * undisturbedMs) / kills) : undefined;
            done = (await harvest(join(folder, "killed"), maxTokens, after)) !== undefined;
            if (done) continue;
            killed++;
            onKill?.(killed);
        }
        return {kills: killed, whole: digestOf(join(folder, "whole")), killed: digestOf(join(folder, "killed"))};
    } finally {
        await rm(folder, {recursive: true, force: true});
    }
}

/** @returns ms that the harvest took once the model was loaded; undefined when it was killed first */
async function harvest(workspace: string, maxTokens: number): Promise<number>;
async function harvest(workspace: string, maxTokens: number, killAfterMs: number | undefined): Promise<number | undefined>;
async function harvest(workspace: string, maxTokens: number, killAfterMs?: number): Promise<number | undefined> {
    const child = spawn(process.execPath, [join(import.meta.dirname, "harvestUntilKilled.ts"), workspace, String(maxTokens)], {
        stdio: ["ignore", "pipe", "inherit"]
    });
    let said = "";
    let startedAt = 0;
    child.stdout.on("data", (chunk) => {
        said += chunk;
        if (startedAt > 0) return;
        startedAt = performance.now();
        if (killAfterMs !== undefined) void setTimeout(killAfterMs).then(() => child.kill("SIGKILL"));
    });
    const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
    if (said.includes("done")) return performance.now() - startedAt;
    if (killAfterMs === undefined || code !== null) throw new Error(`the harvest ended with ${code}`);
    return undefined;
}

/** of everything that a harvest keeps but the time */
function digestOf(workspace: string): string {
    const store = openStore(workspace);
    try {
        const dictionary = store.dictionaries.all()[0]!.id;
        const {at: _at, ...summary} = store.harvests.current(dictionary)!;
        const hash = createHash("sha256").update(JSON.stringify(summary));
        for (const {feature} of store.harvests.counts(summary.id)) {
            const {bins, examples, companions, ...numbers} = store.harvests.feature(summary.id, feature)!;
            hash.update(JSON.stringify(numbers)).update(bins).update(examples).update(companions);
        }
        for (const [piece, text] of store.harvests.pieces(
            summary.id,
            Array.from({length: 4096}, (_, i) => i)
        ))
            hash.update(`${piece} ${text}`);
        return hash.digest("hex");
    } finally {
        store.close();
    }
}
