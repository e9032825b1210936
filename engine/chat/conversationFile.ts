import {z} from "zod";
import {conversationSchema, folderSchema, messageSchema} from "../contract/index.ts";

/** What a file of conversations says of itself. */
export const CONVERSATION_FORMAT = "saelor-conversations";

const when = z.number().int();

export const fileMessageSchema = messageSchema.omit({conversationId: true}).extend({createdAt: when});
/** A message in a file: its ids mean something within its conversation only. */
export type FileMessage = z.infer<typeof fileMessageSchema>;

export const fileConversationSchema = conversationSchema.omit({id: true, folderId: true, messages: true}).extend({
    /** null: nobody has named it */
    title: z.string().max(200).nullable(),
    createdAt: when,
    updatedAt: when,
    /** name of its folder */
    folder: folderSchema.shape.name.nullable(),
    messages: z.array(fileMessageSchema)
});
export type FileConversation = z.infer<typeof fileConversationSchema>;

/** Saelor's own file: everything that is known of each conversation but its id, so that it comes back as it was, beside those that are there. */
export const conversationFileSchema = z.object({format: z.literal(CONVERSATION_FORMAT), version: z.literal(1), conversations: z.array(fileConversationSchema)});
