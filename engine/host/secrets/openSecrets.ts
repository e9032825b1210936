import {EngineError} from "../../contract/index.ts";
import {secretFile} from "./secretFile.ts";
import type {Keeper, Secrets} from "./types.ts";

/**
 * The workspace's secrets: encrypted by the system's key store where there is one, else in a file that only its owner may read.
 * @param keeper absent: there is no shell that could reach a key store
 */
export async function openSecrets(workspace: string, keeper?: Keeper): Promise<Secrets> {
    const file = secretFile(workspace);
    const system = keeper !== undefined && (await keeper.available().catch(() => false)) ? keeper : undefined;
    return {
        kind: system === undefined ? "file" : "system",
        where: system === undefined ? file.path : "the system's key store",
        async get(name) {
            const entry = (await file.read())[name];
            if (entry === undefined) return undefined;
            if ("plain" in entry) return entry.plain;
            // kept by the desktop app, whose key store this process can't reach: as good as absent, a new one may be given
            return system && asUnavailable(() => system.decrypt(entry.encrypted));
        },
        async set(name, value) {
            const entry = system === undefined ? {plain: value} : {encrypted: await asUnavailable(() => system.encrypt(value))};
            await file.write({...(await file.read()), [name]: entry});
        },
        async remove(name) {
            const {[name]: gone, ...others} = await file.read();
            if (gone !== undefined) await file.write(others);
        }
    };
}

async function asUnavailable<T>(ask: () => Promise<T>): Promise<T> {
    try {
        return await ask();
    } catch (error) {
        throw new EngineError("secret/unavailable", {detail: error instanceof Error ? error.message : String(error)});
    }
}
