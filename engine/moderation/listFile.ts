import {z} from "zod";
import {moderationCategorySchema} from "../contract/index.ts";

/** A list as Saelor writes it: whose it is, which version, and what is on it. */
export const listFileSchema = z.object({
    kind: z.literal("saelor-moderation-list"),
    format: z.literal(1),
    dictionary: z.object({
        id: z.string(),
        name: z.string(),
        nFeatures: z.number().int().positive(),
        sourceSha256: z.string().optional(),
        weights: z.string().optional()
    }),
    /** of the list when it was written */
    version: z.number().int().nonnegative(),
    /** what its categories mean, where the policy says so */
    categories: z.array(moderationCategorySchema).max(1000).default([]),
    entries: z.array(z.object({feature: z.number().int().nonnegative(), category: z.string().trim().min(1).max(100), reason: z.string()}))
});
export type ListFile = z.infer<typeof listFileSchema>;

/** The columns of a list as a table. */
export const LIST_COLUMNS = ["index", "category", "reason"] as const;

/** What spreadsheets take for the beginning of a formula; an apostrophe before it makes it text, and another one tells it from an apostrophe of the text's own. */
const FORMULA = /^[=+\-@\t\r']/;

export const guardCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
export const unguardCell = (cell: string): string => (cell[0] === "'" && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell);
