import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {openStore, type Store} from "./openStore.ts";

/** For tests: a folder of its own with an open store, both gone when the `using` block ends. */
export function aWorkspace(): {readonly folder: string; readonly store: Store; readonly reopen: () => Store} & Disposable {
    const folder = mkdtempSync(join(tmpdir(), "saelor-store-"));
    const open = [openStore(folder)];
    return {
        folder,
        store: open[0]!,
        reopen() {
            open.at(-1)!.close();
            open.push(openStore(folder));
            return open.at(-1)!;
        },
        [Symbol.dispose]() {
            for (const store of open) store.close();
            rmSync(folder, {recursive: true});
        }
    };
}
