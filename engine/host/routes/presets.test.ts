import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {createRouterClient} from "@orpc/server";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {type DictionaryInfo, featureId, type ModelInfo, type Preset, type Steering} from "../../contract/index.ts";
import {createEngine, type Engine} from "../engine.ts";
import {router} from "../router.ts";

/** The demo's pirate manner. */
const FEATURE = featureId(76);
/** strong enough that no answer begins as it would without */
const STRENGTH = 0.9;
const QUESTION = "Tell me about the Andromeda Galaxy.";
const empty = {description: "", tags: [], labels: {}, dictionaries: [], examples: [], evidence: [], key: null};

describe("presets", {timeout: 120_000}, () => {
    const workspace = mkdtempSync(join(tmpdir(), "saelor-presets-"));
    let engine: Engine;
    let model: ModelInfo;
    let dictionary: DictionaryInfo;
    const client = createRouterClient(router, {context: () => ({engine})});

    beforeAll(async () => {
        engine = await createEngine({workspace, autoLoad: "none"});
        const status = await engine.models.load({modelId: "demo"});
        if (status.state !== "ready") throw new Error(`the demo is ${status.state}`);
        model = status.model;
        dictionary = model.dictionaries[0]!;
    }, 60_000);
    afterAll(async () => {
        await engine.close();
        rmSync(workspace, {recursive: true});
    });

    const steering = (): Steering => ({edits: [{feature: FEATURE, mode: "nudge", value: STRENGTH}], scope: "answer"});
    const pirate = (more: Partial<Preset> = {}) => client.presets.save({...empty, name: "pirate", steering: steering(), ...more});

    async function answered(sampling: Partial<Preset["sampling"]> = {}) {
        const {id} = await client.chat.create({});
        await client.chat.configure({
            conversationId: id,
            steering: steering(),
            systemPrompt: "",
            sampling: {maxTokens: 24, temperature: 0.6, seed: 5, ...sampling}
        });
        for await (const _ of await client.chat.send({conversationId: id, parentId: null, content: QUESTION}));
        return client.chat.get({conversationId: id});
    }

    async function replayed(id: string) {
        const results = [];
        for await (const result of await client.presets.replay({id})) results.push(result);
        return results;
    }

    it("say which model and dictionary they are of, and what their features mean", async () => {
        const saved = await pirate();
        expect(saved).toMatchObject({
            steering: {edits: [{feature: 76, dictionary: dictionary.id}]},
            model: {name: model.name, id: expect.stringMatching(/^[0-9a-f]{16}$/)},
            dictionaries: [{id: dictionary.id, name: dictionary.name, layer: dictionary.layer, dModel: dictionary.dModel, nFeatures: 256}],
            labels: {[`${dictionary.id}/76`]: expect.stringMatching(/pirate/i)}
        });
        expect(await client.presets.get({id: saved.id})).toEqual(saved);
        expect(await client.presets.check({id: saved.id})).toEqual([]);
        expect((await client.presets.list({query: "pirate"})).map(({id}) => id)).toContain(saved.id);
        expect(await client.presets.list({query: "no such thing"})).toEqual([]);
    });

    it("are applied to a conversation with all that they hold, and duplicated and removed", async () => {
        const {id} = await pirate({systemPrompt: "Be brief.", sampling: {seed: 9}, key: "4"});
        const {id: conversationId} = await client.chat.create({});
        expect(await client.presets.apply({id, conversationId})).toMatchObject({
            variantId: id,
            systemPrompt: "Be brief.",
            sampling: {seed: 9, maxTokens: expect.any(Number)},
            steering: {edits: [{feature: 76, dictionary: dictionary.id, value: STRENGTH}]}
        });
        const copy = await client.presets.duplicate({id});
        expect(copy).toMatchObject({name: "pirate (copy)", key: null, systemPrompt: "Be brief."});
        await client.presets.remove({id});
        await expect(client.presets.get({id})).rejects.toMatchObject({code: "preset/not-found"});
        expect(await client.chat.get({conversationId})).toMatchObject({variantId: null, steering: {edits: [{feature: 76}]}});
    });

    it("take a conversation's answers with them and write them again word by word", async () => {
        const conversation = await answered();
        const answer = conversation.messages.at(-1)!;
        const preset = await client.presets.capture({conversationId: conversation.id, name: "captured"});
        expect(preset).toMatchObject({
            name: "captured",
            sampling: {seed: 5},
            examples: [{turns: [{role: "user", content: QUESTION}], answer: answer.content, sampling: {seed: 5}}]
        });
        expect(answer.content.length).toBeGreaterThan(10);
        expect(await replayed(preset.id)).toEqual([{example: 0, of: 1, same: true, expected: answer.content, got: answer.content}]);
        // another steering writes something else, and that is said
        await client.presets.save({...preset, steering: {edits: [], scope: "answer"}});
        expect(await replayed(preset.id)).toMatchObject([{same: false, expected: answer.content, got: expect.not.stringContaining(answer.content)}]);
    });

    it("write an answer under rules, fading and a cap again, and keep what it was without them", async () => {
        const {id} = await client.chat.create({});
        const when = {left: {features: [FEATURE], combine: "max" as const, unit: "activation" as const}, operator: ">=" as const, right: 0};
        const action = {type: "set" as const, edits: [{feature: FEATURE, mode: "pin" as const, value: 1, unit: "max" as const}]};
        const ruled: Steering = {...steering(), decay: {tokens: 30}, normRestore: 0.5, cap: 0.8, rules: [{when, on: "answer", sticky: true, action}]};
        await client.chat.configure({conversationId: id, steering: ruled, sampling: {maxTokens: 24, temperature: 0.6, seed: 5}});
        for await (const _ of await client.chat.send({conversationId: id, parentId: null, content: QUESTION, compare: true}));
        const {messages} = await client.chat.get({conversationId: id});
        const plain = messages.find(({role, steering: under}) => role === "assistant" && under?.edits.length === 0)!;
        const preset = await client.presets.capture({conversationId: id, name: "ruled"});
        expect(preset.examples).toMatchObject([{plain: plain.content, answer: expect.not.stringContaining(plain.content)}]);
        expect(await replayed(preset.id)).toMatchObject([{same: true}]);
    });

    it("leave out answers that were written under something else", async () => {
        const conversation = await answered();
        await client.chat.configure({conversationId: conversation.id, steering: {...steering(), cap: 0.9}});
        expect((await client.presets.capture({conversationId: conversation.id, name: "n"})).examples).toEqual([]);
    });

    it("go out as a file and come in again as they were", async () => {
        const conversation = await answered();
        const rules: Steering["rules"] = [
            {
                when: {left: {features: [FEATURE], combine: "max", unit: "max"}, operator: ">", right: 0.5},
                on: "answer",
                sticky: false,
                action: {type: "handle", event: "arr", reply: "No pirates."}
            }
        ];
        const before = await client.presets.capture({conversationId: conversation.id, name: "To/share: 1"});
        const saved = await client.presets.save({...before, steering: {...before.steering, rules, cap: 0.5}, tags: ["x"], key: "2"});
        const file = await client.presets.export({id: saved.id});
        expect(file.name).toBe("To-share- 1.saelor-preset");
        const {preset, differences, notes} = await client.presets.import({file});
        expect([differences, notes]).toEqual([[], []]);
        expect(preset).toEqual({...saved, id: preset.id, key: null, updatedAt: preset.updatedAt});
        expect(preset.id).not.toBe(saved.id);
    });

    it("go out as Ember's JSON and come in again with the same steering", async () => {
        const saved = await pirate();
        const file = await client.presets.export({id: saved.id, format: "ember"});
        expect(JSON.parse(await file.text())).toMatchObject({
            edits: [{index_in_sae: 76, feature_label: saved.labels[`${dictionary.id}/76`], mode: "nudge", value: STRENGTH}]
        });
        const {preset} = await client.presets.import({file});
        expect(preset).toMatchObject({name: "pirate", steering: saved.steering, dictionaries: saved.dictionaries});
        const {text} = await client.steering.toEmber({name: "again", steering: steering()});
        expect(await client.steering.fromEmber({text, dictionary: dictionary.id})).toMatchObject({name: "again", steering: steering(), notes: []});
    });

    it("stay where their dictionary is another one, say what differs, and are never applied to it", async () => {
        const file = JSON.parse(await (await client.presets.export({id: (await pirate()).id})).text());
        const foreign = JSON.parse(JSON.stringify(file).replaceAll(dictionary.id, "0000000000000000"));
        foreign.model = {name: "Llama", id: "1111111111111111"};
        const {preset, differences} = await client.presets.import({file: new File([JSON.stringify(foreign)], "f.saelor-preset")});
        expect(differences).toMatchObject([
            {about: "model", level: "warning", expected: "Llama (1111111111111111)"},
            {about: "dictionary", level: "error", expected: expect.stringContaining("0000000000000000"), got: expect.stringContaining(dictionary.id)}
        ]);
        expect(await client.presets.get({id: preset.id})).toMatchObject({model: foreign.model, dictionaries: foreign.dictionaries, steering: foreign.steering});
        const {id: conversationId} = await client.chat.create({});
        const refusal = {
            code: "preset/other-dictionary",
            data: {name: "pirate", differences: [expect.stringMatching(/^model: /), expect.stringMatching(/^dictionary: expected .*0000000000000000/)]}
        };
        await expect(client.presets.apply({id: preset.id, conversationId})).rejects.toMatchObject(refusal);
        await expect(replayed(preset.id)).rejects.toMatchObject(refusal);
        expect(await client.chat.get({conversationId})).toMatchObject({variantId: null, steering: {edits: []}});
    });

    it("of an Ember file of another model are kept, and not applied, however they are saved again", async () => {
        const llama = {base_model: "meta-llama/Llama-3.3-70B-Instruct", edits: [{index_in_sae: 76, feature_label: "Sea battles", value: 0.9}], scopes: []};
        const {preset, differences} = await client.presets.import({file: new File([JSON.stringify(llama)], "sea.json")});
        expect(preset).toMatchObject({model: {name: llama.base_model, id: ""}, dictionaries: [], labels: {"/76": "Sea battles"}});
        expect(differences[0]).toMatchObject({about: "model", level: "error", expected: llama.base_model});
        expect(await client.presets.save({...preset, tags: ["a", "b", "a"]})).toMatchObject({
            steering: preset.steering,
            labels: preset.labels,
            tags: ["a", "b"]
        });
        const {id: conversationId} = await client.chat.create({});
        await expect(client.presets.apply({id: preset.id, conversationId})).rejects.toMatchObject({code: "preset/other-dictionary"});
        expect(await client.presets.check({id: preset.id})).toEqual(differences);

        const {notes} = await client.steering.fromEmber({text: JSON.stringify(llama), dictionary: dictionary.id});
        expect(notes).toEqual([expect.stringMatching(/^The file is of meta-llama/), expect.stringMatching(/^feature 76 is called “Sea battles” there/)]);

        const ours = {...llama, base_model: `somebody/${model.name}`};
        const bound = await client.presets.import({file: new File([JSON.stringify(ours)], "sea.json")});
        expect([bound.differences, bound.notes]).toEqual([[], [expect.stringMatching(/^feature 76 is called “Sea battles” there and “.+” here$/)]]);
        expect(bound.preset).toMatchObject({labels: {[`${dictionary.id}/76`]: "Sea battles"}, dictionaries: [{id: dictionary.id}]});
    });

    it("tell what a steering comes to", async () => {
        const {edits, total, capped, problems} = await client.steering.check({...steering(), cap: 0.3});
        expect(edits).toMatchObject([{edit: {feature: 76}, share: STRENGTH, maxima: expect.any(Number)}]);
        expect([total, capped, problems]).toEqual([expect.closeTo(STRENGTH, 5), true, []]);
    });
});
