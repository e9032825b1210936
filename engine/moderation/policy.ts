import {readFileSync} from "node:fs";
import {join} from "node:path";
import {z} from "zod";
import {EngineError, type ModerationCategory, moderationCategorySchema} from "../contract/index.ts";
import type {Store} from "../store/openStore.ts";

const policySchema = z.object({categories: z.array(moderationCategorySchema)});

/**
 * What features are moderated for: as the user has set it, else the policy that Saelor begins with.
 * @param resources folder that holds `moderation/policy.json`
 * @throws EngineError `file/malformed`, `store/*`
 */
export function readPolicy(store: Pick<Store, "moderation">, resources: string): ModerationCategory[] {
    return store.moderation.policy() ?? starterPolicy(resources);
}

/** @throws EngineError `input/invalid` where two categories have one id; nothing is kept then */
export function setPolicy({moderation}: Pick<Store, "moderation">, categories: readonly ModerationCategory[]): void {
    const twice = categories.find(({id}, i) => categories.findIndex((other) => other.id === id) < i);
    if (twice !== undefined) throw new EngineError("input/invalid", {detail: `two categories have the id ${twice.id}`});
    moderation.setPolicy(categories, {action: "policy", detail: categories.map(({id}) => id).join(", ")});
}

function starterPolicy(resources: string): ModerationCategory[] {
    const path = join(resources, "moderation", "policy.json");
    try {
        return policySchema.parse(JSON.parse(readFileSync(path, "utf8"))).categories;
    } catch (cause) {
        const detail = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
        throw new EngineError("file/malformed", {path, format: "moderation policy", detail}, {cause});
    }
}
