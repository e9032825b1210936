import {readFileSync} from "node:fs";

/** Bytes that this process holds for itself; weights mapped from files are the system's and are not counted where it tells them apart. */
export function memoryBesideWeights(): number {
    try {
        const anonymous = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
        if (anonymous !== undefined) return Number(anonymous) * 1024;
    } catch {
        // not Linux
    }
    return process.memoryUsage.rss();
}
