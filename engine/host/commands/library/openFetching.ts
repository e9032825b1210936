import {openRuns} from "../../openRuns.ts";
import {type LibraryOptions, openLibrary} from "./openLibrary.ts";

/** The library of a workspace with its runs, of which only those are executed that the command begins. Dispose it. */
export async function openFetching({workspace}: Pick<LibraryOptions, "workspace">) {
    const {library, store, [Symbol.dispose]: close} = await openLibrary({workspace});
    const running = openRuns({workspace, store, take: "own", installer: library.installer, env: process.env});
    return {
        library,
        store,
        ...running,
        async [Symbol.asyncDispose]() {
            await running.runs.close();
            close();
        }
    };
}

export type Fetching = Awaited<ReturnType<typeof openFetching>>;
