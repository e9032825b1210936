import {readDictionaryFile} from "../dictionaries/index.ts";
import type {Store} from "../store/openStore.ts";

/** Looks up the weights of dictionaries whose lists are older than that knowledge, where their files still lie, so that copies are moderated as they are. */
export async function learnWeights({dictionaries, moderation}: Pick<Store, "dictionaries" | "moderation">): Promise<void> {
    for (const {id, path} of moderation.unknownWeights()) {
        const file = await readDictionaryFile(path).catch(() => undefined);
        if (file?.id === id) dictionaries.remember(file);
    }
}
