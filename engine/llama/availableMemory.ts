import {readFileSync} from "node:fs";
import {freemem, totalmem} from "node:os";

export interface MemoryState {
    /** bytes that programs can still get, what the system only keeps as cache included */
    readonly free: number;
    readonly total: number;
}

type ReadText = (path: string) => string | undefined;

/**
 * What is left of this machine's memory for this process. On Linux that is `MemAvailable`, or less where a control group (a container, a systemd
 * slice) allows less, at any level above this process; elsewhere what the system says.
 */
export function availableMemory(read: ReadText = readText, platform: NodeJS.Platform = process.platform): MemoryState {
    if (platform !== "linux") return {free: freemem(), total: totalmem()};
    const meminfo = read("/proc/meminfo") ?? "";
    const system = {free: kilobytes(meminfo, "MemAvailable") ?? freemem(), total: kilobytes(meminfo, "MemTotal") ?? totalmem()};
    return [system, ...groupLimits(read)].reduce((a, b) => ({free: Math.min(a.free, b.free), total: Math.min(a.total, b.total)}));
}

function groupLimits(read: ReadText): MemoryState[] {
    const lines = (read("/proc/self/cgroup") ?? "").split("\n").map((line) => line.split(":"));
    const unified = lines
        .find(([number]) => number === "0")
        ?.slice(2)
        .join(":");
    const legacy = lines
        .find(([, controllers]) => controllers?.split(",").includes("memory"))
        ?.slice(2)
        .join(":");
    return [
        ...above(unified).flatMap((group) => limit(read, `/sys/fs/cgroup${group}`, {max: "memory.max", current: "memory.current", cache: "inactive_file"})),
        ...above(legacy).flatMap((group) =>
            limit(read, `/sys/fs/cgroup/memory${group}`, {max: "memory.limit_in_bytes", current: "memory.usage_in_bytes", cache: "total_inactive_file"})
        )
    ];
}

/** `/a/b` -> `/a/b`, `/a`, ``: a limit holds for all groups below it. In a container the group's own path may not be there, its root is. */
function above(group: string | undefined): string[] {
    if (group === undefined) return [];
    const names = group.split("/").filter((name) => name !== "" && name !== "..");
    return Array.from({length: names.length + 1}, (_, i) =>
        names
            .slice(0, names.length - i)
            .map((name) => `/${name}`)
            .join("")
    );
}

function limit(read: ReadText, folder: string, names: {max: string; current: string; cache: string}): MemoryState[] {
    // "max" is no number: no limit
    const total = Number(read(`${folder}/${names.max}`) ?? Number.NaN);
    const current = Number(read(`${folder}/${names.current}`) ?? Number.NaN);
    if (!Number.isFinite(total) || !Number.isFinite(current) || total <= 0) return [];
    // what the group has read from disk and nobody uses goes first when memory is short
    const cache = Number(new RegExp(`^${names.cache} (\\d+)$`, "m").exec(read(`${folder}/memory.stat`) ?? "")?.[1] ?? 0);
    return [{total, free: Math.max(0, total - current + cache)}];
}

function kilobytes(meminfo: string, name: string): number | undefined {
    const value = new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(meminfo)?.[1];
    return value === undefined ? undefined : Number(value) * 1024;
}

function readText(path: string): string | undefined {
    try {
        return readFileSync(path, "utf8").trim();
    } catch {
        return undefined;
    }
}
