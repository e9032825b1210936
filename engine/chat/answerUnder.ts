import {type GenerationEvent, type Lane, type Message, NO_STEERING, type Sampling, type Steering} from "../contract/index.ts";
import type {ConversationRow} from "../store/conversationQueries.ts";
import type {Claim} from "./Generations.ts";
import {requireModel} from "./requireModel.ts";
import type {LaneRun} from "./runLane.ts";
import {streamAnswers} from "./streamAnswers.ts";
import {turnsOf} from "./turnsOf.ts";
import type {ChatDeps} from "./types.ts";

interface Question {
    readonly begun: Claim;
    readonly conversation: ConversationRow;
    readonly userMessage: Message;
    /** the stream tells it, because the client has not seen it yet */
    readonly isNew: boolean;
    readonly compare: boolean;
    readonly seed?: number | undefined;
}

/**
 * Answers a user message under the conversation's steering, and beside it under none when comparing, from the same seed.
 * The steered answer becomes the head. It is stored after the default one, so that it is the newest leaf under its question.
 * @throws EngineError `model/not-loaded` and what compiling the steering throws, before any answer is stored
 */
export async function answerUnder(
    deps: ChatDeps,
    {begun, conversation, userMessage, isNew, compare, seed}: Question
): Promise<AsyncGenerator<GenerationEvent, void, void>> {
    const {store} = deps;
    const loaded = requireModel(deps);
    const sampling: Sampling = {...conversation.sampling, seed: seed ?? conversation.sampling.seed};
    const turns = turnsOf(store.messages.branchTo(userMessage.id), conversation.systemPrompt);
    const lanes: readonly [Lane, Steering][] = compare
        ? [
              ["default", NO_STEERING],
              ["steered", conversation.steering]
          ]
        : [["steered", conversation.steering]];
    const compiled = await Promise.all(
        lanes.map(async ([lane, steering]) => ({lane, steering, request: {turns, sampling, steering: await loaded.compileSteering(steering)}}))
    );

    const runs = store.atomically(() => {
        const runs = compiled.map(({lane, steering, request}): LaneRun => {
            const message = emptyAnswer(userMessage, {steering, sampling, model: loaded.name});
            store.messages.insert(message);
            return {lane, message, request};
        });
        store.conversations.change(conversation.id, {headId: runs.at(-1)!.message.id, updatedAt: Date.now()});
        return runs.reverse();
    });
    return streamAnswers(deps, loaded, {begun, runs, userMessage: isNew ? userMessage : undefined});
}

function emptyAnswer({id: parentId, conversationId}: Message, under: Required<Pick<Message, "steering" | "sampling" | "model">>): Message {
    return {id: crypto.randomUUID(), conversationId, parentId, role: "assistant", content: "", createdAt: Date.now(), ...under};
}
