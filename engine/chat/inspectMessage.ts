import {EngineError, type FeatureValue, NO_STEERING, type TokenReading} from "../contract/index.ts";
import {findConversation} from "./findInStore.ts";
import {dated, presentPromptDate} from "./promptDate.ts";
import {requireModel} from "./requireModel.ts";
import {turnsOf, withAttachments} from "./turnsOf.ts";
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

/** Features read beyond those that are shown, where a list may take some of them away. */
const SPARE = 64;

/**
 * Reads a message again through a dictionary, under the edits it was written with (a user message: under none), and names what it finds.
 * @throws EngineError `chat/not-found`, `model/not-loaded`, `dictionary/not-loaded`, `feature/moderated` (also where it was written under an edit that has been moderated since)
 */
export async function inspectMessage(deps: ChatDeps, {messageId, dictionary, k, features}: InspectInput, signal?: AbortSignal): Promise<Inspection> {
    const {store, gate} = deps;
    const message = store.messages.find(messageId);
    if (message === undefined) throw new EngineError("chat/not-found", {id: messageId});
    const {systemPrompt} = findConversation(store, message.conversationId);
    const loaded = requireModel(deps);
    if (!loaded.dictionaries.includes(dictionary)) throw new EngineError("dictionary/not-loaded", {dictionary});
    for (const feature of features) gate.requireVisible(dictionary, feature, "inspect");
    const hidden = gate.hidden(dictionary);
    const maxima = await loaded.maxActivations(dictionary, features);
    if (withAttachments(message) === "") return {tokens: [], maxima};

    const turns = turnsOf(store.messages.branchTo(messageId), systemPrompt);
    // what a person wrote is read as the next answer would
    const date = message.steering === undefined ? presentPromptDate(store) : message.promptDate;
    const steering = await loaded.compileSteering(message.steering ?? NO_STEERING);
    // so many more that those that nobody may see rarely leave a gap
    const enough = k === 0 ? 0 : k + Math.min(hidden.size, SPARE);
    const readings = await loaded.model.inspect({turns, steering, dictionary, k: enough, features, ...dated(date)}, signal);
    const seen = readings.map((reading) => ({...reading, top: reading.top.filter(({feature}) => !hidden.has(feature)).slice(0, k)}));
    const found = new Set(seen.flatMap(({top}) => top.map(({feature}) => feature)));
    const labels = store.labels.ofFeatures(dictionary, [...found]);
    const named = ({feature, value}: FeatureValue): FeatureValue => {
        const label = labels.get(feature)?.[0]?.description;
        return {feature, value, ...(label !== undefined && {label})};
    };
    return {tokens: seen.map((reading) => ({...reading, top: reading.top.map(named)})), maxima};
}
