import {fileURLToPath} from "node:url";
import type {Command} from "commander";
import {EngineError, type ModelEntry} from "../../../contract/index.ts";
import {defaultWorkspace} from "../../defaultWorkspace.ts";

export interface LibraryOptions {
    readonly workspace: string;
    readonly json: boolean;
}

/** The options that every command on the library has. */
export function withLibraryOptions(command: Command): Command {
    return command
        .option("--workspace <folder>", "where conversations, labels and what the library knows are kept", defaultWorkspace())
        .option("--json", "JSON instead of a table", false);
}

/** The library of a workspace, for one command, also while the app has it open. Dispose it. */
export async function openLibrary({workspace}: Pick<LibraryOptions, "workspace">) {
    const [{openStore}, {createLibrary}, {bundledDemo}, {LANES}] = await Promise.all([
        import("../../../store/openStore.ts"),
        import("../../../library/createLibrary.ts"),
        import("../../bundledDemo.ts"),
        import("../../lanes.ts")
    ]);
    const resources = fileURLToPath(new URL("../../../../resources", import.meta.url));
    const store = openStore(workspace);
    const library = createLibrary({store, workspace, resources, bundled: () => bundledDemo(resources), inUse: () => ({paths: []}), lanes: LANES});
    return {library, store, [Symbol.dispose]: () => store.close()};
}

/**
 * The model that a person means: by its id, its path, its name, or a part of its name that no other has.
 * @throws EngineError `model/not-found`, `input/invalid` where several could be meant
 */
export function chooseModel(models: readonly ModelEntry[], asked: string): ModelEntry {
    const exact = models.find(({id, path, name}) => id === asked || path === asked || name === asked);
    if (exact !== undefined) return exact;
    const alike = models.filter(({id, name}) => id.startsWith(asked) || name.toLowerCase().includes(asked.toLowerCase()));
    if (alike.length === 0) throw new EngineError("model/not-found", {id: asked});
    if (alike.length > 1) throw new EngineError("input/invalid", {detail: `${asked} could be ${alike.map(({name}) => name).join(", ")}`});
    return alike[0]!;
}

export function print(text: string): void {
    process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** One line. */
export const printJson = (value: unknown) => print(JSON.stringify(value));
