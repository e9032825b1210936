import {engine, queries, queryClient} from "../../app/engine.ts";

/** Keeps a server's key on this machine, where one was typed. */
export async function keepKey(baseUrl: string, key: string) {
    if (key.trim() === "") return;
    await engine.labels.setKey({baseUrl, key: key.trim()});
    await queryClient.invalidateQueries({queryKey: queries.labels.hasKey.key()});
}
