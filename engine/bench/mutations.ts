import {spawn} from "node:child_process";
import {readFileSync} from "node:fs";
import {createInterface} from "node:readline";
import {fileURLToPath} from "node:url";
import {mutatedFormats, type Tried} from "../dictionaries/fixtures/mutations/tryMutation.ts";

export interface MutationsBench {
    /** per format */
    readonly count: number;
    readonly first: number;
    readonly only?: string | undefined;
}

/** What is asked of every case. */
const LIMIT_MS = 2000;
const LIMIT_BYTES = 2 ** 30;
/** After this a case counts as one that hangs; its process is ended. */
const HANG_MS = 20_000;

interface Report {
    readonly errors: Map<string, number>;
    loads: number;
    slowest: Tried | undefined;
    peakBytes: number;
    readonly problems: string[];
}

/**
 * Seeded mutations of every format's fixtures through looking and converting, each format in a process of its own with a watchdog for time and
 * memory. Prints a table; the exit code is 1 where anything but a coded error or a sound dictionary came out.
 */
export async function benchMutations({count, first, only}: MutationsBench): Promise<void> {
    const formats = mutatedFormats.filter((format) => only === undefined || format === only);
    process.stdout.write(
        `${"format".padEnd(22)}${"tried".padStart(6)}${"loads".padStart(7)}${"errors".padStart(8)}   slowest   peak memory   errors by code\n`
    );
    for (const format of formats) {
        const report = await tryFormat(format, first, count);
        process.stdout.write(row(format, report));
        for (const problem of report.problems) process.stdout.write(`    ${problem}\n`);
        if (report.problems.length > 0) process.exitCode = 1;
    }
}

async function tryFormat(format: string, first: number, count: number): Promise<Report> {
    const report: Report = {errors: new Map(), loads: 0, slowest: undefined, peakBytes: 0, problems: []};
    // A process that ends before its time is followed by another, from the case after the one that ended it.
    for (let next = first; next < first + count; ) {
        const ended = await runProcess(format, next, first + count - next, report);
        if (ended === undefined) break;
        next = ended + 1;
    }
    return report;
}

/** @returns the case in which the process died; undefined when it came to the end */
function runProcess(format: string, first: number, count: number, report: Report): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
        const script = fileURLToPath(new URL("mutationsOfFormat.ts", import.meta.url));
        const args = ["--max-old-space-size=512", script, format, String(first), String(count)];
        const child = spawn(process.execPath, args, {stdio: ["ignore", "pipe", "pipe"]});
        let current = first;
        let since = performance.now();
        let reason: string | undefined;
        let complaint = "";
        const end = (why: string) => {
            reason ??= why;
            child.kill("SIGKILL");
        };
        const watchdog = setInterval(() => {
            if (performance.now() - since > HANG_MS) end(`hung for ${HANG_MS / 1000} s`);
            if (residentBytes(child.pid) > LIMIT_BYTES) end("took more than 1 GiB of memory");
        }, 100);
        child.stderr.setEncoding("utf8").on("data", (text: string) => {
            complaint = (complaint + text).slice(-2000);
        });
        const lines = createInterface({input: child.stdout});
        lines.on("line", (line) => {
            const said = JSON.parse(line) as {started: number} | (Tried & {peakBytes: number});
            since = performance.now();
            if ("started" in said) current = said.started;
            else countIn(said, report);
        });
        child.on("error", reject).on("close", (code) => {
            clearInterval(watchdog);
            if (code === 0 && reason === undefined) return resolve(undefined);
            report.problems.push(`seed ${current}: ${reason ?? `the process ended with ${code}: ${complaint}`}`);
            resolve(current);
        });
    });
}

function countIn({peakBytes, ...tried}: Tried & {peakBytes: number}, report: Report): void {
    const {seed, what, ms, outcome} = tried;
    report.peakBytes = Math.max(report.peakBytes, peakBytes);
    if (!report.slowest || ms > report.slowest.ms) report.slowest = tried;
    if (ms > LIMIT_MS) report.problems.push(`seed ${seed}: ${what}: ${Math.round(ms)} ms`);
    if (outcome.result === "load") report.loads++;
    else if (outcome.result === "error") report.errors.set(outcome.code, (report.errors.get(outcome.code) ?? 0) + 1);
    else report.problems.push(`seed ${seed}: ${what}: ${outcome.detail}`);
}

/** 0 where the system does not tell: then the process's own reports are what there is. */
function residentBytes(pid: number | undefined): number {
    try {
        return Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * 4096;
    } catch {
        return 0;
    }
}

function row(format: string, {errors, loads, slowest, peakBytes}: Report): string {
    const nErrors = [...errors.values()].reduce((sum, count) => sum + count, 0);
    const byCode = [...errors].sort((a, b) => b[1] - a[1]).map(([code, count]) => `${code} ${count}`);
    const figures = [
        format.padEnd(22),
        String(nErrors + loads).padStart(6),
        String(loads).padStart(7),
        String(nErrors).padStart(8),
        `${Math.round(slowest?.ms ?? 0)} ms`.padStart(10),
        `${Math.round(peakBytes / 2 ** 20)} MiB`.padStart(14)
    ];
    return `${figures.join("")}   ${byCode.join(", ")}\n`;
}
