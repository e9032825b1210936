import {EngineError, type GenerationEvent, type Message} from "../contract/index.ts";
import {findConversation, findMessageIn} from "./findInStore.ts";
import {openLive} from "./openLive.ts";
import {dated, presentPromptDate} from "./promptDate.ts";
import {requireModel} from "./requireModel.ts";
import type {LaneRun} from "./runLane.ts";
import {streamAnswers} from "./streamAnswers.ts";
import {turnsOf} from "./turnsOf.ts";
import type {ChatDeps, Live} from "./types.ts";

export interface ContinueInput {
    readonly conversationId: string;
    readonly messageId: string;
    readonly live?: Live | undefined;
}

/**
 * Goes on with an answer that did not come to its end, in place, under the steering, sampling and date it was begun with; one that a
 * person wrote is gone on with under the conversation's. It may grow by another `maxTokens`.
 * @throws EngineError `chat/not-found`, `chat/busy`, `input/invalid` (it is complete, or not an answer), `model/not-loaded`
 */
export async function continueAnswer(
    deps: ChatDeps,
    {conversationId, messageId, live}: ContinueInput,
    signal?: AbortSignal
): Promise<AsyncGenerator<GenerationEvent, void, void>> {
    const {store, generations} = deps;
    findConversation(store, conversationId);
    const begun = await generations.begin(conversationId, signal);
    try {
        const conversation = findConversation(store, conversationId);
        const message = findMessageIn(store, conversationId, messageId);
        assertUnfinished(message);
        const loaded = requireModel(deps);
        const reading = live && openLive(deps, loaded, live);
        const {steering = conversation.steering, sampling = conversation.sampling} = message;
        const date = message.steering === undefined ? presentPromptDate(store) : message.promptDate;
        const turns = turnsOf(store.messages.branchTo(messageId).slice(0, -1), conversation.systemPrompt);
        const request = {
            ...{turns, answerStart: message.content, sampling, steering: await loaded.compileSteering(steering)},
            ...dated(date),
            ...(reading && {live: reading.request})
        };
        store.atomically(() => {
            store.messages.reopen(message, {steering, sampling, model: message.model ?? loaded.name, ...(date !== undefined && {promptDate: date})});
            const headId = store.messages.newestLeafUnder(messageId) ?? messageId;
            store.conversations.change(conversationId, {headId, updatedAt: Date.now()});
        });
        const run: LaneRun = {lane: "steered", message: store.messages.find(messageId)!, request};
        return streamAnswers(deps, loaded, {begun, runs: [run], name: reading?.name});
    } catch (error) {
        begun.end();
        throw error;
    }
}

function assertUnfinished({id, role, finishReason}: Message): void {
    if (role !== "assistant") throw new EngineError("input/invalid", {detail: `message ${id} is not an answer`});
    if (finishReason === "end-of-turn" || finishReason === "handled")
        throw new EngineError("input/invalid", {detail: `answer ${id} has already come to its end`});
}
