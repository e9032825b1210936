import type {FileConversation, FileMessage} from "../conversationFile.ts";

export type ForeignMessage = FileMessage;

/** What another program knows of a conversation; the rest is as in a new one. */
export type ForeignConversation = Pick<FileConversation, "title" | "createdAt" | "updatedAt" | "systemPrompt" | "headId" | "messages">;

/** What was left out, by its reason, counted. */
export class Skips {
    readonly #reasons = new Map<string, number>();

    add(reason: string, count = 1): void {
        this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + count);
    }

    addAll(others: Skips): void {
        for (const [reason, count] of others.#reasons) this.add(reason, count);
    }

    get count(): number {
        return [...this.#reasons.values()].reduce((sum, count) => sum + count, 0);
    }

    /** `12 × messages of tools, 1 × an image`; undefined: nothing was */
    get because(): string | undefined {
        if (this.#reasons.size === 0) return undefined;
        return [...this.#reasons].map(([reason, count]) => `${count} × ${reason}`).join(", ");
    }
}
