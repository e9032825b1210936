import {describe, expect, it} from "vitest";
import {availableMemory} from "./availableMemory.ts";

const GiB = 2 ** 30;
const MEMINFO = `MemTotal:       ${(32 * GiB) / 1024} kB\nMemFree:         1000 kB\nMemAvailable:   ${(24 * GiB) / 1024} kB`;
const files =
    (more: Record<string, string> = {}) =>
    (path: string) =>
        ({"/proc/meminfo": MEMINFO, ...more})[path];

describe("availableMemory", () => {
    it("is what Linux says is available, not only what is free", () => {
        expect(availableMemory(files(), "linux")).toEqual({free: 24 * GiB, total: 32 * GiB});
    });

    it("is less where a control group at any level allows less; what a group only caches is free", () => {
        const slice = {
            "/proc/self/cgroup": "0::/user.slice/app.scope",
            "/sys/fs/cgroup/user.slice/app.scope/memory.max": "max",
            "/sys/fs/cgroup/user.slice/app.scope/memory.current": `${GiB}`,
            "/sys/fs/cgroup/user.slice/memory.max": `${8 * GiB}`,
            "/sys/fs/cgroup/user.slice/memory.current": `${5 * GiB}`,
            "/sys/fs/cgroup/user.slice/memory.stat": `anon ${2 * GiB}\ninactive_file ${3 * GiB}\nactive_file 4096`
        };
        expect(availableMemory(files(slice), "linux")).toEqual({free: 6 * GiB, total: 8 * GiB});
    });

    it("knows the older kind of control groups, and the number that there means none", () => {
        const group = (limit: number | string) => ({
            "/proc/self/cgroup": "5:cpu,cpuacct:/a\n4:memory:/docker/abc",
            "/sys/fs/cgroup/memory/memory.limit_in_bytes": `${limit}`,
            "/sys/fs/cgroup/memory/memory.usage_in_bytes": `${GiB}`
        });
        expect(availableMemory(files(group(2 * GiB)), "linux")).toEqual({free: GiB, total: 2 * GiB});
        expect(availableMemory(files(group("9223372036854771712")), "linux")).toEqual({free: 24 * GiB, total: 32 * GiB});
    });

    it("tells something on this machine", () => {
        const {free, total} = availableMemory();
        expect(free).toBeGreaterThan(0);
        expect(total).toBeGreaterThanOrEqual(free);
    });
});
