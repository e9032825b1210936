import {EngineError, type FeatureValue, NO_STEERING, type TokenReading} from "../contract/index.ts";
import {findConversation} from "./findInStore.ts";
import {requireModel} from "./requireModel.ts";
import {turnsOf} from "./turnsOf.ts";
import type {ChatDeps} from "./types.ts";

export interface InspectInput {
    readonly messageId: string;
    readonly dictionary: string;
    /** strongest features per token */
    readonly k: number;
    /** features wanted on every token */
    readonly features: readonly number[];
}

export interface Inspection {
    readonly tokens: TokenReading[];
    /** M of each feature asked for by number, in that order */
    readonly maxima: (number | undefined)[];
}

/**
 * Reads a message again through a dictionary, under the edits it was written with (a user message: under none), and names what it finds.
 * @throws EngineError `chat/not-found`, `model/not-loaded`, `dictionary/not-loaded`
 */
export async function inspectMessage(deps: ChatDeps, {messageId, dictionary, k, features}: InspectInput, signal?: AbortSignal): Promise<Inspection> {
    const {store} = deps;
    const message = store.messages.find(messageId);
    if (message === undefined) throw new EngineError("chat/not-found", {id: messageId});
    const {systemPrompt} = findConversation(store, message.conversationId);
    const loaded = requireModel(deps);
    if (!loaded.dictionaries.includes(dictionary)) throw new EngineError("dictionary/not-loaded", {dictionary});
    const maxima = await loaded.maxActivations(dictionary, features);
    if (message.content === "") return {tokens: [], maxima};

    const turns = turnsOf(store.messages.branchTo(messageId), systemPrompt);
    const steering = await loaded.compileSteering(message.steering ?? NO_STEERING);
    const readings = await loaded.model.inspect({turns, steering, dictionary, k, features}, signal);
    const found = new Set(readings.flatMap(({top}) => top.map(({feature}) => feature)));
    const labels = store.labels.ofFeatures(dictionary, [...found]);
    const named = ({feature, value}: FeatureValue): FeatureValue => {
        const label = labels.get(feature)?.[0]?.description;
        return {feature, value, ...(label !== undefined && {label})};
    };
    return {tokens: readings.map((reading) => ({...reading, top: reading.top.map(named)})), maxima};
}
