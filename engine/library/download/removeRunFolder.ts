import {rm, rmdir} from "node:fs/promises";
import {join} from "node:path";
import {incomingFolder} from "./checkpoint.ts";

/** The run's folder, and what held it where that is empty now. */
export async function removeRunFolder(library: string, id: string): Promise<void> {
    await rm(incomingFolder(library, id), {recursive: true, force: true});
    await rmdir(join(library, ".incoming")).catch(() => undefined);
}
