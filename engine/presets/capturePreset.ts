import {findConversation} from "../chat/findInStore.ts";
import {turnsOf} from "../chat/turnsOf.ts";
import {editsOf, type Message, type Preset, type PresetExample, type Steering} from "../contract/index.ts";
import {hasFeatures} from "./hidden.ts";
import {writtenOut} from "./mapSteering.ts";
import {savePreset} from "./savePreset.ts";
import type {PresetDeps} from "./types.ts";

const MAX_EXAMPLES = 100;

/** Endings that come again: not those where a person, a crash or an error stepped in. */
const REPEATABLE: ReadonlySet<string | undefined> = new Set(["end-of-turn", "max-tokens", "context-full", "aborted", "handled"]);

/**
 * A preset of what a conversation runs under, with the answers of its branch that were written under the same steering as examples.
 * @throws EngineError `chat/not-found`, `feature/moderated`
 */
export function capturePreset(deps: PresetDeps, {conversationId, name}: {readonly conversationId: string; readonly name: string}): Preset {
    const {store, pair} = deps;
    const {steering, systemPrompt, sampling, headId} = findConversation(store, conversationId);
    const branch = headId === null ? [] : store.messages.branchTo(headId);
    const first = pair()?.dictionaries[0]?.id;
    const asCaptured = sameSteering(steering, first);
    const others = store.messages.ofConversation(conversationId);
    const examples = branch.flatMap((message, place): PresetExample[] => {
        if (message.role !== "assistant" || message.sampling === undefined || message.steering === undefined) return [];
        if (!REPEATABLE.has(message.finishReason) || message.content === "" || wasContinued(message) || !asCaptured(message.steering)) return [];
        const turns = turnsOf(branch.slice(0, place), "").flatMap(({role, content}) => (role === "system" ? [] : [{role, content}]));
        const plain = plainBeside(message, others);
        return [
            {
                systemPrompt,
                turns,
                sampling: message.sampling,
                answer: message.content,
                ...(message.promptDate !== undefined && {promptDate: message.promptDate}),
                ...(plain !== undefined && {plain})
            }
        ];
    });
    return savePreset(deps, {
        ...{name, description: "", tags: [], labels: {}, dictionaries: [], evidence: [], key: null},
        ...{steering, sampling, examples: examples.slice(-MAX_EXAMPLES)},
        ...(systemPrompt.trim() !== "" && {systemPrompt})
    });
}

/** Both with their dictionaries written out: what was left open then means the same now. */
function sameSteering(steering: Steering, first: string | undefined): (other: Steering) => boolean {
    const text = JSON.stringify(writtenOut(steering, first));
    return (other) => JSON.stringify(writtenOut(other, first)) === text;
}

/** It is longer than one answer under its sampling can be: written in one go it would come out otherwise. */
function wasContinued({stats, sampling}: Message): boolean {
    return stats !== undefined && sampling !== undefined && stats.answerTokens > sampling.maxTokens;
}

/** What was answered without steering from the same seed. */
function plainBeside({id, parentId, comparison, steering}: Message, all: readonly Message[]): string | undefined {
    if (comparison === undefined || steering === undefined || !hasFeatures(steering)) return undefined;
    const unsteered = (other: Message) => other.steering !== undefined && editsOf(other.steering).length === 0;
    return all.find((other) => other.id !== id && other.parentId === parentId && other.comparison === comparison && unsteered(other))?.content || undefined;
}
