import {randomBytes} from "node:crypto";
import {open, readFile, rename, rm} from "node:fs/promises";
import {join} from "node:path";
import {z} from "zod";
import {EngineError} from "../../contract/index.ts";
import {toFileError} from "../../dictionaries/files/toFileError.ts";

const entriesSchema = z.record(z.string(), z.union([z.object({plain: z.string()}), z.object({encrypted: z.string()})]));
export type SecretEntries = z.infer<typeof entriesSchema>;

/** One JSON file that only its owner may read, from the moment it is made. Windows has no such modes: there the user's own folder protects it. */
export function secretFile(workspace: string) {
    const path = join(workspace, "secrets.json");
    return {
        path,
        /** @throws EngineError `file/malformed`, `file/no-permission` */
        async read(): Promise<SecretEntries> {
            let text: string;
            try {
                text = await readFile(path, "utf8");
            } catch (error) {
                if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
                throw toFileError(error, path, "read");
            }
            const parsed = entriesSchema.safeParse(parseJson(text));
            // what the file holds is nobody's business, in no error either
            if (!parsed.success) throw new EngineError("file/malformed", {path, format: "secrets.json", detail: "it is not as Saelor writes it"});
            return parsed.data;
        },

        async write(entries: SecretEntries): Promise<void> {
            const temporary = `${path}.${randomBytes(6).toString("hex")}`;
            try {
                const handle = await open(temporary, "wx", 0o600);
                try {
                    await handle.writeFile(JSON.stringify(entries));
                    await handle.sync();
                } finally {
                    await handle.close();
                }
                await rename(temporary, path);
            } catch (error) {
                await rm(temporary, {force: true}).catch(() => undefined);
                throw toFileError(error, path, "write");
            }
        }
    };
}

function parseJson(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
