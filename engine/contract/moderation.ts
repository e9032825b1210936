import {z} from "zod";
import {featureIdSchema} from "./ids.ts";

/** What a moderated feature is moderated for; the starter policy names these, and a list may bring its own. */
export const moderationCategorySchema = z.object({id: z.string().regex(/^[a-z0-9-]{1,40}$/), title: z.string().max(100), description: z.string().max(1000)});
export type ModerationCategory = z.infer<typeof moderationCategorySchema>;

export const moderationEntrySchema = z.object({
    feature: featureIdSchema,
    category: z.string(),
    reason: z.string().max(1000),
    /** `user`, the name of an imported list, or `proposal` */
    source: z.string(),
    at: z.number(),
    label: z.string().optional()
});
/** A feature that nobody sees or steers, unless research access is granted. */
export type ModerationEntry = z.infer<typeof moderationEntrySchema>;

export const moderationProposalSchema = z.object({
    feature: featureIdSchema,
    category: z.string(),
    reason: z.string(),
    /** how sure the model was, 0..1 */
    confidence: z.number(),
    label: z.string().optional(),
    proposedBy: z.string(),
    at: z.number()
});
export type ModerationProposal = z.infer<typeof moderationProposalSchema>;

/** As the research shows it: what share of a dictionary is removed, and how much of that is dead anyway. */
export const moderationCountsSchema = z.object({
    features: z.number(),
    moderated: z.number(),
    /** never fired in the harvest; absent until harvested */
    dead: z.number().optional(),
    moderatedAndDead: z.number().optional(),
    byCategory: z.array(z.object({category: z.string(), features: z.number()})),
    proposals: z.number(),
    /** raised by every change of the list */
    version: z.number()
});

export const researchAccessSchema = z.object({
    granted: z.boolean(),
    reason: z.string().optional(),
    since: z.number().optional()
});

export const auditEntrySchema = z.object({
    at: z.number(),
    /** empty: of the whole workspace */
    dictionary: z.string(),
    action: z.enum(["add", "remove", "import", "export", "propose", "accept", "reject", "grant-access", "revoke-access", "refuse", "policy"]),
    features: z.number(),
    detail: z.string()
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
