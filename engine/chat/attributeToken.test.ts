import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Steering} from "../contract/index.ts";
import {NO_STEERING} from "../contract/index.ts";
import {type CalibratedDictionary, calibratedDictionary, type DictionaryFile} from "../dictionaries/index.ts";
import type {LoadedModel as Loaded} from "../llama/loadedModel.ts";
import {loadSteerableModel} from "../llama/loadSteerableModel.ts";
import {DEMO} from "../llama/testing.ts";
import {compileSteering} from "../steering/index.ts";
import {aConversation} from "../store/aConversation.ts";
import {aWorkspace} from "../store/aWorkspace.ts";
import type {Store} from "../store/openStore.ts";
import {attributeToken} from "./attributeToken.ts";

const QUESTION = "Where is the Eiffel Tower?";
const ANSWER = "The Eiffel Tower stands in Paris.";

let file: DictionaryFile;
let dictionary: CalibratedDictionary;
let model: Loaded;
beforeAll(async () => {
    file = await DEMO.steering();
    dictionary = await calibratedDictionary(file);
    model = await loadSteerableModel({modelPath: DEMO.model, dictionaries: [file], lanes: 1});
});
afterAll(() => model.dispose());

/** A question and its answer in the store. @returns the answer's id */
function aChat(store: Store, steering: Steering = NO_STEERING): string {
    const {conversation, answer} = aConversation({steering});
    store.conversations.insert(conversation);
    store.messages.insert({id: "q", conversationId: conversation.id, parentId: null, role: "user", content: QUESTION, createdAt: 1});
    store.messages.insert({...answer, parentId: "q", content: ANSWER, finishReason: "end-of-turn"});
    return answer.id;
}

function deps(store: Store, visible = (_feature: number) => true) {
    const loaded = {
        name: "demo",
        model,
        dictionaries: [file.id],
        compileSteering: (steering: Steering) => compileSteering(steering, [dictionary]),
        contextSize: 512,
        maxActivations: async () => []
    };
    return {
        store,
        loaded: () => loaded,
        decoderNorm: (_: string, feature: number) => dictionary.decoderNorm(feature),
        visible: () => visible
    };
}

const turns = [
    {role: "user" as const, content: QUESTION},
    {role: "assistant" as const, content: ANSWER}
];

describe("attributeToken", () => {
    it("finds for each feature what scoring the text without it gives", async () => {
        using workspace = aWorkspace();
        const messageId = aChat(workspace.store);
        const tokens = model.tokenizeTurns(turns);
        const {from} = model.placeOfLastTurn(turns);
        const position = from + 3;
        const found = await attributeToken(deps(workspace.store), {messageId, dictionary: file.id, position, k: 6});
        expect(found.token).toBe(model.detokenize([tokens[position]!]));
        const text = tokens.slice(0, position + 1);
        const [plain] = await model.score({texts: [text], steering: {edits: [], scope: "answer"}});
        expect(found.logprob).toBeCloseTo(plain!.tokenLogprobs.at(-1)!, 3);
        expect(found.features).toHaveLength(6);
        for (const {feature, effect, activation} of found.features) {
            // an edit of scope `answer` that begins at the token acts where it was decided, and there alone
            const edits = [{dictionary: file.id, feature, mode: "scale" as const, value: 0}];
            const [without] = await model.score({texts: [text], steering: {edits, scope: "answer"}, answerFrom: [position]});
            expect(effect).toBeCloseTo(plain!.tokenLogprobs.at(-1)! - without!.tokenLogprobs.at(-1)!, 3);
            expect(activation).toBeGreaterThan(0);
        }
        const effects = found.features.map(({effect}) => Math.abs(effect));
        expect(effects).toEqual(effects.toSorted((a, b) => b - a));
        expect(effects[0]).toBeGreaterThan(0.01);
    });

    it("measures under the edits that the answer was written with", async () => {
        using workspace = aWorkspace();
        const steering: Steering = {edits: [{feature: DEMO.sweep.feature as never, mode: "nudge", value: 0.6}], scope: "answer"};
        const messageId = aChat(workspace.store, steering);
        const {from} = model.placeOfLastTurn(turns);
        const found = await attributeToken(deps(workspace.store), {messageId, dictionary: file.id, position: from + 3, k: 4});
        const text = model.tokenizeTurns(turns).slice(0, from + 4);
        const [steered] = await model.score({texts: [text], steering: await compileSteering(steering, [dictionary]), answerFrom: [from]});
        expect(found.logprob).toBeCloseTo(steered!.tokenLogprobs.at(-1)!, 3);
        const [plain] = await model.score({texts: [text], steering: {edits: [], scope: "answer"}});
        expect(found.unsteeredLogprob).toBeCloseTo(plain!.tokenLogprobs.at(-1)!, 3);
        expect(Math.abs(found.unsteeredLogprob - found.logprob)).toBeGreaterThan(0.01);
        const same = found.alternatives.find(({token}) => token === text.at(-1));
        if (same !== undefined)
            expect(same).toMatchObject({logprob: expect.closeTo(found.logprob, 3), unsteeredLogprob: expect.closeTo(found.unsteeredLogprob, 3)});
        expect(found.alternatives).toHaveLength(10);
        const likelihood = found.alternatives.map(({logprob, unsteeredLogprob}) => Math.max(logprob, unsteeredLogprob));
        expect(likelihood).toEqual(likelihood.toSorted((a, b) => b - a));
    });

    it("names no feature that may not be seen, and refuses what is not in an answer", async () => {
        using workspace = aWorkspace();
        const messageId = aChat(workspace.store);
        const {from, to} = model.placeOfLastTurn(turns);
        const input = {messageId, dictionary: file.id, position: from + 2, k: 3};
        const all = await attributeToken(deps(workspace.store), input);
        const hidden = all.features[0]!.feature;
        const fewer = await attributeToken(
            deps(workspace.store, (feature) => feature !== hidden),
            input
        );
        expect(fewer.features.map(({feature}) => feature)).not.toContain(hidden);
        for (const wrong of [{position: from - 1}, {position: to}, {messageId: "q"}])
            await expect(attributeToken(deps(workspace.store), {...input, ...wrong})).rejects.toMatchObject({code: "input/invalid"});
        await expect(attributeToken(deps(workspace.store), {...input, messageId: "none"})).rejects.toMatchObject({code: "chat/not-found"});
        await expect(attributeToken(deps(workspace.store), {...input, dictionary: "none"})).rejects.toMatchObject({code: "dictionary/not-loaded"});
    });
});
