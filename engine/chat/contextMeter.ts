import type {Attachment, ContextUse} from "../contract/index.ts";
import type {SteerableModel, Turn} from "../llama/types.ts";
import {findConversation} from "./findInStore.ts";
import {presentPromptDate} from "./promptDate.ts";
import {requireModel} from "./requireModel.ts";
import {turnsOf, withAttachments} from "./turnsOf.ts";
import type {ChatDeps} from "./types.ts";

export interface ContextInput {
    readonly conversationId: string;
    readonly draft: string;
    readonly attachments?: readonly Attachment[] | undefined;
}

/** What is the same at every key that is pressed. */
interface Base {
    readonly model: SteerableModel;
    readonly key: string;
    /** tokens of the branch, closed */
    readonly branchTokens: number;
    readonly systemTokens: number;
    /** tokens of the branch with one more question but without that question's own words */
    readonly aroundTokens: number;
    /** a question that nobody has answered: what is typed becomes part of it */
    readonly open: Turn | undefined;
}

/** No text is this long and fits: where a branch is longer than so many letters a token of the context, its newest part is counted and the rest like it. */
const LETTERS_A_TOKEN = 16;

/** A question whose own words are taken off again. */
const PROBE: Turn = {role: "user", content: "x"};

/**
 * Tells what of the context a conversation takes. Templates put contents in without looking at them, and contents are tokenized apart: so the branch is
 * tokenized once, and of what is being typed only its own words are, each time.
 */
export function contextMeter(deps: Pick<ChatDeps, "store" | "loaded" | "generations">) {
    const {store, generations} = deps;
    let known: Base | undefined;

    /** @throws EngineError `chat/not-found`, `model/not-loaded` */
    return ({conversationId, draft, attachments = []}: ContextInput): ContextUse => {
        const conversation = findConversation(store, conversationId);
        const {model, contextSize} = requireModel(deps);
        const date = presentPromptDate(store);
        const {systemPrompt, headId, updatedAt, sampling} = conversation;
        const key = JSON.stringify([conversationId, headId, updatedAt, systemPrompt, date]);
        const count = (turns: readonly Turn[]) => model.tokenizeQuestion(turns, date).length;

        const measure = (): Base => {
            const turns = turnsOf(headId === null ? [] : store.messages.branchTo(headId), systemPrompt);
            const alone = count([PROBE]);
            const system = turns[0]?.role === "system" ? [turns[0]] : [];
            const said = turns.slice(system.length);
            const systemTokens = system.length === 0 ? 0 : count([...system, PROBE]) - alone;
            if (said.length === 0) return {model, key, branchTokens: systemTokens, systemTokens, aroundTokens: systemTokens, open: undefined};
            const {newest, share} = newestOf(said, LETTERS_A_TOKEN * contextSize);
            const open = newest.at(-1)?.role === "user" ? newest.at(-1) : undefined;
            const counted = model.tokenizeTurns([...system, ...newest], date).length;
            const older = Math.round((counted - systemTokens) * (1 / share - 1));
            const before = [...system, ...(open === undefined ? newest : newest.slice(0, -1))];
            return {model, key, branchTokens: counted + older, systemTokens, aroundTokens: count([...before, PROBE]) - alone + older, open};
        };
        const base = known?.model === model && known.key === key ? known : measure();
        // what is being written grows under the same key
        known = generations.isRunning(conversationId) ? undefined : base;

        const typed = withAttachments({content: draft, attachments: [...attachments]});
        const {branchTokens, systemTokens, aroundTokens, open} = base;
        const question = open === undefined ? typed : `${open.content}\n\n${typed}`;
        const tokens = typed === "" ? branchTokens : aroundTokens + count([{role: "user", content: question}]);
        return {tokens, systemTokens, draftTokens: Math.max(0, tokens - branchTokens), contextSize, answerTokens: sampling.maxTokens};
    };
}

/**
 * The end of a branch that has so many letters, from a question on.
 * @returns share: part of the branch's letters that it has
 */
function newestOf(turns: readonly Turn[], letters: number): {readonly newest: readonly Turn[]; readonly share: number} {
    const all = turns.reduce((sum, {content}) => sum + content.length, 0);
    let had = 0;
    let from = turns.length;
    while (from > 0 && had < letters) had += turns[--from]!.content.length;
    while (from > 0 && turns[from]!.role !== "user") had += turns[--from]!.content.length;
    return {newest: turns.slice(from), share: all === 0 ? 1 : had / all};
}
