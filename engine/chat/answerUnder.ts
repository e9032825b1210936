import {type GenerationEvent, type Lane, type Message, NO_STEERING, type Sampling, type Steering} from "../contract/index.ts";
import type {ConversationRow} from "../store/conversationQueries.ts";
import type {Claim} from "./Generations.ts";
import {openLive} from "./openLive.ts";
import {dated, presentPromptDate} from "./promptDate.ts";
import {requireModel} from "./requireModel.ts";
import type {LaneRun} from "./runLane.ts";
import {streamAnswers} from "./streamAnswers.ts";
import {turnsOf} from "./turnsOf.ts";
import type {Answering, ChatDeps} from "./types.ts";

interface Question extends Answering {
    readonly begun: Claim;
    readonly conversation: ConversationRow;
    readonly userMessage: Message;
    /** the stream tells it, because the client has not seen it yet */
    readonly isNew: boolean;
    readonly seed?: number | undefined;
}

interface Column {
    readonly lane: Lane;
    readonly steering: Steering;
    readonly variant?: string;
}

/**
 * Answers a user message: once, beside the default answer, or under several variants, all from the same seed.
 * The first of them becomes the head. It is stored after the others, so that it is the newest leaf under its question.
 * @throws EngineError `model/not-loaded`, `dictionary/not-loaded` and what compiling the steering throws, before any answer is stored
 */
export async function answerUnder(deps: ChatDeps, question: Question): Promise<AsyncGenerator<GenerationEvent, void, void>> {
    const {begun, conversation, userMessage, isNew, seed, live} = question;
    const {store} = deps;
    const loaded = requireModel(deps);
    const reading = live && openLive(deps, loaded, live);
    const date = presentPromptDate(store);
    const sampling: Sampling = {...conversation.sampling, seed: seed ?? conversation.sampling.seed};
    const turns = turnsOf(store.messages.branchTo(userMessage.id), conversation.systemPrompt);
    const columns = columnsOf(question);
    const compiled = await Promise.all(
        columns.map(async (column) => ({
            ...column,
            request: {turns, sampling, steering: await loaded.compileSteering(column.steering), ...dated(date), ...(reading && {live: reading.request})}
        }))
    );
    const together = columns.length > 1 ? {comparison: crypto.randomUUID()} : {};
    const dateOfAnswer = date === undefined ? {} : {promptDate: date};

    const runs = store.atomically(() => {
        const runs = compiled.toReversed().map(({lane, steering, variant, request}): LaneRun => {
            const under = {steering, sampling, model: loaded.name, ...(variant !== undefined && {variant}), ...together, ...dateOfAnswer};
            const message = emptyAnswer(userMessage, under);
            store.messages.insert(message);
            return {lane, message, request};
        });
        store.conversations.change(conversation.id, {headId: runs.at(-1)!.message.id, updatedAt: Date.now()});
        return runs.toReversed();
    });
    return streamAnswers(deps, loaded, {begun, runs, name: reading?.name, userMessage: isNew ? userMessage : undefined});
}

/** the first is the one that becomes the head */
function columnsOf({conversation, compare, steering = conversation.steering, variants}: Question): readonly Column[] {
    if (variants !== undefined) return variants.map((variant, i) => ({lane: `${i}`, steering: variant.steering, variant: variant.name}));
    const steered = {lane: "steered", steering};
    return compare ? [steered, {lane: "default", steering: NO_STEERING}] : [steered];
}

function emptyAnswer({id: parentId, conversationId}: Message, under: Partial<Message>): Message {
    return {id: crypto.randomUUID(), conversationId, parentId, role: "assistant", content: "", createdAt: Date.now(), ...under};
}
