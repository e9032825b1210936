import {tmpdir} from "node:os";
import {openContainer} from "../containers/openContainer.ts";
import {OpenFile} from "../files/OpenFile.ts";
import {readConfigs} from "./readConfigs.ts";
import type {OpenOptions, Source} from "./types.ts";

/** A source with its open file; `close` it. */
export interface OpenedSource {
    readonly source: Source;
    readonly file: OpenFile;
    close(): Promise<void>;
}

/**
 * Opens one file of weights, with the configurations around it.
 * @throws EngineError what the file and its container throw
 */
export async function openSource(weightsPath: string, {signal, scratch = tmpdir()}: OpenOptions): Promise<OpenedSource> {
    const file = await OpenFile.open(weightsPath, {signal});
    try {
        const weights = await openContainer(file, scratch);
        const close = async () => {
            await weights.close();
            await file.close();
        };
        return {source: {path: weightsPath, weights, configs: await readConfigs(weightsPath)}, file, close};
    } catch (error) {
        await file.close();
        throw error;
    }
}
