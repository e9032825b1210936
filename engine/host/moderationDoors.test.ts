import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {createRouterClient} from "@orpc/server";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {z} from "zod";
import {contract, DEFAULT_SAMPLING, type Edit, type EngineStatus, featureId, type Rule, type Steering} from "../contract/index.ts";
import {aWorkspace} from "../store/aWorkspace.ts";
import {createEngine, type Engine} from "./engine.ts";
import {router} from "./router.ts";

/**
 * Every door that a feature could come through: what the contract lets in or out. A door `shows` the feature or not, or it `opens` for those who name it or not.
 * Each is tried while the feature is free, while it is moderated, and under research access; so none of them passes by never showing anything.
 */
type Door = {readonly shows: () => Promise<boolean>} | {readonly opens: () => Promise<unknown>};

describe("doors", {timeout: 240_000}, () => {
    const workspace = aWorkspace();
    let engine: Engine;
    let dictionary: string;
    /** fires on the same tokens */
    let companion: typeof FEATURE;
    /** a token on which it fires most strongly */
    let peak: string;
    /** conversation, question and answer under no edit, on which the feature fires */
    let plain: {id: string; question: string; answer: string};
    /** an answer that was written under an edit of the feature, and broken off */
    let steered: {id: string; question: string; answer: string};
    /** a preset that edits and reads the feature and another one, and its file */
    let saved: string;
    let shared: string;
    /** a sweep over the feature, in a set that is called as the feature is */
    let swept: string;
    const client = createRouterClient(router, {context: () => ({engine})});

    beforeAll(async () => {
        workspace.store.close();
        engine = await createEngine({workspace: workspace.folder, autoLoad: "none"});
        const status = await engine.models.load({modelId: "demo"});
        dictionary = (status as Extract<EngineStatus, {state: "ready"}>).model.dictionaries[0]!.id;
        const corpus = join(workspace.folder, "corpus.jsonl");
        const topics = ["Andromeda Galaxy", "Eiffel Tower", "Paris", "Octopus", "Gold", "Bees"];
        writeFileSync(corpus, topics.map((topic) => JSON.stringify({messages: asTurns(topic)})).join("\n"));
        const {id: run} = await client.features.harvest({dictionary, corpus, maxTokens: 3000});
        for await (const runs of engine.runs.follow()) if (!isGoing(runs.find(({id}) => id === run)?.state)) break;
        expect(engine.runs.list()).toMatchObject([{id: run, state: "done"}]);
        const page = await client.features.page(input());
        const {tokens, at} = page.examples[0]!;
        peak = tokens[at]!.text.trim();
        for (const {feature} of page.companions) if (named((await client.features.page({dictionary, feature})).companions)) companion = feature;
        plain = await asked([]);
        steered = await asked([edit()]);
        await client.features.label({...input(), description: LABEL});
        const whole: Steering = {edits: [edit(), {...edit(), feature: OTHER}], scope: "answer", rules: [rule()]};
        saved = (await client.presets.save({...preset, steering: whole})).id;
        shared = await (await client.presets.export({id: saved})).text();
        findings(engine, dictionary);
        swept = (await client.evaluation.sweep(sweep())).id;
        for await (const runs of engine.runs.follow()) if (!isGoing(runs.find(({id}) => id === swept)?.state)) break;
        expect(engine.runs.list().find(({id}) => id === swept)).toMatchObject({state: "done"});
    }, 240_000);

    afterAll(async () => {
        await engine.close();
        workspace[Symbol.dispose]();
    });

    async function asked(edits: Edit[]) {
        const {id} = engine.chat.create({});
        engine.chat.configure({conversationId: id, steering: {edits, scope: "answer"}, sampling: {maxTokens: 16, temperature: 0}});
        for await (const _ of await engine.chat.send({conversationId: id, parentId: null, content: QUESTION, compare: false}));
        const [question, answer] = engine.store.messages.ofConversation(id);
        return {id, question: question!.id, answer: answer!.id};
    }

    const edit = (): Edit => ({feature: FEATURE, mode: "nudge", value: 0.4, dictionary});
    const asTurns = (topic = "Andromeda Galaxy") => [
        {role: "user" as const, content: `Tell me about the ${topic} like a pirate.`},
        {role: "assistant" as const, content: `Arr, the ${topic} be a spiral galaxy, matey!`}
    ];
    const input = () => ({dictionary, feature: FEATURE});
    const named = (features: readonly {readonly feature: number}[]) => features.some(({feature}) => feature === FEATURE);
    const read = async (stream: Promise<AsyncIterable<unknown>>) => {
        // what is begun is enough
        for await (const _ of await stream) break;
    };
    const labeller = {kind: "loaded" as const};
    const preset = {name: "p", description: "", tags: [], labels: {}, dictionaries: [], examples: [], evidence: [], key: null};
    const rule = (): Rule => ({
        when: {left: {features: [OTHER, FEATURE], combine: "max", unit: "activation", dictionary}, operator: ">", right: 1},
        on: "both",
        sticky: true,
        action: {type: "abort"}
    });
    const sweep = () => ({
        sets: [{name: LABEL, steering: {edits: [edit()], scope: "answer" as const}}],
        strengths: [0.4],
        prompts: [{text: QUESTION}, {text: "Tell me about gold."}],
        behaviour: "Talk like a pirate.",
        arms: ["steered" as const],
        damage: false,
        maxTokens: 8
    });
    const tells = (told: unknown) => JSON.stringify(told).includes(LABEL);

    const doors: Readonly<Record<string, Door | readonly Door[]>> = {
        "features.search": [
            {shows: async () => named(await client.features.search({dictionary, query: "pirate", limit: 50}))},
            {shows: async () => named(await client.features.search({dictionary, query: `${FEATURE}`, limit: 5}))},
            {shows: async () => named(await client.features.search({dictionary, query: "", limit: 200}))}
        ],
        "features.get": {opens: () => client.features.get(input())},
        "features.list": [
            {shows: async () => named((await client.features.list({dictionary, query: "pirate"})).features)},
            {shows: async () => named((await client.features.list({dictionary, sort: "index", limit: 500})).features)},
            {shows: async () => (await client.features.list({dictionary})).total === N_FEATURES},
            {shows: async () => named((await client.features.list({dictionary, sort: "density", limit: 500})).features)},
            {shows: async () => named((await client.features.list({dictionary, by: "token", query: peak, limit: 500})).features)}
        ],
        "features.page": [
            {opens: () => client.features.page(input())},
            {shows: async () => named((await client.features.page({dictionary, feature: companion})).companions)}
        ],
        "features.logits": {opens: () => client.features.logits(input())},
        "features.neighbors": [
            {opens: () => client.features.neighbors({dictionary, features: [OTHER, FEATURE]})},
            {shows: async () => named(await client.features.neighbors({dictionary, features: [OTHER], k: 200}))}
        ],
        "features.lookup": {shows: async () => named(await client.features.lookup({dictionary, features: [OTHER, FEATURE]}))},
        "features.rerank": {shows: async () => named(await client.features.rerank({dictionary, features: [OTHER, FEATURE], query: "pirate"}))},
        "features.inspect": [
            {shows: async () => named((await client.features.inspect({dictionary, turns: asTurns(), k: 200})).features)},
            {shows: async () => (await client.features.inspect({dictionary, turns: asTurns(), k: 200})).tokens.some(({top}) => named(top))}
        ],
        "features.contrast": {
            shows: async () => {
                const avoid = [[{role: "user" as const, content: "Tell me about gold."}]];
                const {encourage, avoid: away} = await client.features.contrast({dictionary, avoid, encourage: [asTurns()], k: 100});
                return named(encourage) || named(away);
            }
        },
        "features.attribute": {
            shows: async () => {
                // the manner of an answer is decided with its first token
                const [first] = (await client.chat.inspect({messageId: plain.answer, dictionary})).tokens;
                return named((await client.features.attribute({messageId: plain.answer, dictionary, position: first!.position, k: 64})).features);
            }
        },
        "features.label": {opens: () => client.features.label({...input(), description: LABEL})},
        "features.range": {opens: () => client.features.range({...input(), mode: "nudge"})},
        "labels.export": [
            {shows: async () => /"index":76\b/.test(await (await client.labels.export({dictionary, format: "saelor"})).text())},
            {shows: async () => /"76":/.test(await (await client.labels.export({dictionary, format: "json"})).text())},
            {shows: async () => /^76,/m.test(await (await client.labels.export({dictionary, format: "csv"})).text())}
        ],
        "labels.history": {opens: () => client.labels.history(input())},
        "labels.estimate": {shows: async () => (await client.labels.estimate({dictionary, features: [OTHER, FEATURE], labeller})).features === 2},
        "labels.explain": {
            opens: async () => {
                const {id} = await client.labels.explain({dictionary, features: [FEATURE], labeller, score: false});
                await client.runs.cancel({id}).catch(() => undefined);
            }
        },
        "presets.save": [
            {opens: () => client.presets.save({...preset, steering: {edits: [edit()], scope: "answer"}})},
            {opens: () => client.presets.save({...preset, steering: {edits: [{feature: FEATURE, mode: "nudge", value: 0.4}], scope: "answer"}})},
            {opens: () => client.presets.save({...preset, steering: {edits: [], scope: "answer", rules: [rule()]}})}
        ],
        "presets.capture": {opens: () => client.presets.capture({conversationId: steered.id, name: "captured"})},
        "presets.apply": {opens: () => client.presets.apply({id: saved, conversationId: plain.id})},
        "presets.replay": {opens: () => read(client.presets.replay({id: saved}))},
        "presets.list": {shows: async () => tells(await client.presets.list({query: ""}))},
        "presets.get": {shows: async () => tells(await client.presets.get({id: saved}))},
        "presets.duplicate": {shows: async () => tells(await client.presets.duplicate({id: saved}))},
        "presets.export": [
            {shows: async () => /"feature": 76\b/.test(await (await client.presets.export({id: saved})).text())},
            {shows: async () => tells(await (await client.presets.export({id: saved})).text())},
            {shows: async () => /"index_in_sae": 76\b/.test(await (await client.presets.export({id: saved, format: "ember"})).text())},
            {shows: async () => tells(await (await client.presets.export({id: saved, format: "ember"})).text())}
        ],
        "presets.import": {
            shows: async () => {
                const {preset} = await client.presets.import({file: new File([shared], "shared.saelor-preset")});
                expect(preset.steering.edits.length + (preset.steering.rules ?? []).length).toBe(named(preset.steering.edits) ? 3 : 1);
                return named(preset.steering.edits) && tells(preset);
            }
        },
        "steering.check": {
            shows: async () => (await client.steering.check({edits: [edit()], scope: "answer"})).edits.some(({share}) => share !== undefined)
        },
        "steering.fromEmber": {
            shows: async () => {
                const text = JSON.stringify({edits: [{index_in_sae: FEATURE, feature_label: LABEL, value: 0.4}]});
                const {steering, labels} = await client.steering.fromEmber({text, dictionary});
                return named(steering.edits) && tells(labels);
            }
        },
        "steering.toEmber": {shows: async () => tells((await client.steering.toEmber({name: "e", steering: {edits: [edit()], scope: "answer"}})).text)},
        "evaluation.sweep": {
            opens: async () => {
                const {id} = await client.evaluation.sweep({...sweep(), name: "another"});
                await client.evaluation.remove({id});
            }
        },
        "evaluation.estimate": {opens: () => client.evaluation.estimate(sweep())},
        "evaluation.getSweep": [
            {shows: async () => tells(await client.evaluation.getSweep({id: swept}))},
            {shows: async () => named((await client.evaluation.getSweep({id: swept})).input.sets[0]!.steering.edits)}
        ],
        "evaluation.getAutosteer": [
            {shows: async () => tells(await client.evaluation.getAutosteer({id: "found"}))},
            {shows: async () => named((await client.evaluation.getAutosteer({id: "found"})).screen)},
            {shows: async () => (await client.evaluation.getAutosteer({id: "found"})).searches.some((one) => named([one]) || named(one.before))},
            {shows: async () => named((await client.evaluation.getAutosteer({id: "found"})).found?.edits ?? [])},
            {shows: async () => named((await client.evaluation.getAutosteer({id: "found"})).steering?.edits ?? [])},
            {shows: async () => /\b76\b/.test(JSON.stringify((await client.evaluation.getAutosteer({id: "found"})).verdict))}
        ],
        "evaluation.getAutocondition": [
            {shows: async () => tells(await client.evaluation.getAutocondition({id: "condition"}))},
            {shows: async () => named((await client.evaluation.getAutocondition({id: "condition"})).candidates)},
            {shows: async () => (await client.evaluation.getAutocondition({id: "condition"})).condition !== undefined}
        ],
        "evaluation.exportSweep": [
            {shows: async () => tells(await (await client.evaluation.exportSweep({id: swept, format: "csv"})).text())},
            {shows: async () => /"feature": 76\b/.test(await (await client.evaluation.exportSweep({id: swept, format: "json"})).text())}
        ],
        "chat.configure": {opens: () => client.chat.configure({conversationId: plain.id, steering: {edits: [edit()], scope: "all"}})},
        "chat.send": [
            {opens: () => read(client.chat.send({conversationId: steered.id, parentId: null, content: QUESTION}))},
            {opens: () => read(client.chat.send({conversationId: plain.id, parentId: null, content: QUESTION, steering: {edits: [edit()], scope: "answer"}}))},
            {
                shows: async () => {
                    const none: Steering = {edits: [], scope: "answer"};
                    const question = {conversationId: plain.id, parentId: null, content: QUESTION, steering: none};
                    const asked = client.chat.send({...question, live: {dictionary, k: 32}});
                    for await (const event of await asked)
                        if (event.type === "reading" && event.readings.some(({top}) => named(top) && tells(top))) return true;
                    return false;
                }
            }
        ],
        "chat.answer": [
            {opens: () => read(client.chat.answer({conversationId: steered.id, userMessageId: steered.question}))},
            {opens: () => read(client.chat.answer({conversationId: steered.id, userMessageId: steered.question, compare: true}))},
            {
                opens: () => {
                    const variants = [{name: "v", steering: {edits: [], scope: "answer" as const, rules: [rule()]}}];
                    return read(client.chat.answer({conversationId: plain.id, userMessageId: plain.question, variants}));
                }
            }
        ],
        "chat.continue": {opens: () => read(client.chat.continue({conversationId: steered.id, messageId: steered.answer}))},
        "chat.inspect": [
            {shows: async () => (await client.chat.inspect({messageId: plain.answer, dictionary, k: 64})).tokens.some(({top}) => named(top))},
            {opens: () => client.chat.inspect({messageId: plain.question, dictionary, features: [FEATURE]})},
            {opens: () => client.chat.inspect({messageId: steered.answer, dictionary})}
        ]
    };

    it("are all that the contract has", () => {
        const unknown = proceduresThatNameFeatures().filter((name) => doors[name] === undefined && EXEMPT[name] === undefined);
        expect(unknown, "say in this test how it is checked, or why it need not be").toEqual([]);
        const procedures = new Set(proceduresOf(contract).map(({name}) => name));
        expect([...Object.keys(doors), ...Object.keys(EXEMPT)].filter((name) => !procedures.has(name))).toEqual([]);
    });

    const cases = Object.entries(doors).flatMap(([name, some]) =>
        [some].flat().map((door, i) => ({name: i === 0 ? name : `${name}, in another way (${i + 1})`, door}))
    );

    it.each(cases)("$name", async ({door}, ...rest) => {
        void rest;
        await list("add");
        try {
            await expectClosed(door);
            await client.moderation.grantAccess({dictionary, reason: "to try every door"});
            await expectOpen(door);
            await client.moderation.revokeAccess({dictionary});
            await expectClosed(door);
        } finally {
            await client.moderation.revokeAccess({dictionary});
            await list("remove");
        }
        await expectOpen(door);
    });

    it("tell which features are moderated under research access only", async () => {
        const moderated = async () => (await client.features.list({dictionary, filters: {moderated: true}})).features.map(({feature}) => feature);
        await list("add");
        expect(await moderated()).toEqual([]);
        await client.moderation.grantAccess({dictionary, reason: "to see the filter"});
        expect(await moderated()).toEqual([FEATURE]);
        await client.moderation.revokeAccess({dictionary});
        await list("remove");
    });

    it("flags what research access shows", async () => {
        await list("add");
        await client.moderation.grantAccess({dictionary, reason: "to see the flag"});
        expect(await client.features.get(input())).toMatchObject({moderation: {category: "hate", reason: "a door is tried"}});
        expect((await client.features.get({dictionary, feature: OTHER})).moderation).toBeUndefined();
        await client.moderation.revokeAccess({dictionary});
        await list("remove");
        expect((await client.features.get(input())).moderation).toBeUndefined();
    });

    it("leave conversations and variants that were steered so readable, and other answers possible", async () => {
        await list("add");
        expect((await client.chat.get({conversationId: steered.id})).steering.edits).toHaveLength(1);
        await client.chat.configure({conversationId: steered.id, steering: {edits: [], scope: "answer"}});
        await read(client.chat.answer({conversationId: steered.id, userMessageId: steered.question}));
        await list("remove");
        await client.chat.configure({conversationId: steered.id, steering: {edits: [edit()], scope: "answer"}});
    });

    it("are watched: the audit tells of refusals, by the door", async () => {
        const refusals = (await client.moderation.audit({dictionary, limit: 1000})).filter(({action}) => action === "refuse").map(({detail}) => detail);
        expect(refusals).toEqual(expect.arrayContaining([`feature ${FEATURE}: steer`, `feature ${FEATURE}: inspect`, `feature ${FEATURE}: look at`]));
    });

    async function list(change: "add" | "remove"): Promise<void> {
        const {moderated} = await (change === "add"
            ? client.moderation.add({dictionary, features: [FEATURE], category: "hate", reason: "a door is tried"})
            : client.moderation.remove({dictionary, features: [FEATURE], reason: "the door was tried"}));
        expect(moderated).toBe(change === "add" ? 1 : 0);
    }
});

/** What searches found, as those leave it: made of the feature, and of another one beside it. */
function findings({store}: Engine, dictionary: string): void {
    const run = {modelId: "demo", model: "demo", dictionary, title: "t", prompts: [], mayWrite: false, knowledge: [], sampling: DEFAULT_SAMPLING};
    const candidate = {feature: FEATURE, label: LABEL, random: false, contrast: 1, agreement: 1, ranks: {contrast: 1}, picked: false};
    const moves = [
        {feature: Number(OTHER), strength: 0.2},
        {feature: Number(FEATURE), strength: 0.4}
    ];
    const point = {feature: FEATURE, random: false, strength: 0.3, gain: 1, damage: 0, kept: true};
    const search = {before: [], feature: FEATURE, points: [], accepted: true};
    const rated = (id: number, prompt: number, steered: boolean) => {
        const ratings = (["concept", "instruction", "fluency"] as const).map((metric) => ({metric, value: steered ? 2 : 0, judge: "j", prompt: "", reply: ""}));
        const arm = steered ? {arm: "steered" as const, set: 0, strength: 1} : {arm: "unsteered" as const, strength: 0};
        const text = {text: "t", tokens: 1, finishReason: "end-of-turn", ratings, score: steered ? 100 : 0, repetition: 0, nll: 0, nllRise: 0};
        return {id, ...arm, prompt, seed: 0, ...text};
    };
    const proof = {sets: [moves], strengths: [1], prompts: [{text: "a"}, {text: "b"}], choosing: [0], reporting: [1]};
    const state = {
        run,
        candidates: [candidate],
        screened: {screen: [point], kept: moves, passed: true},
        combined: {searches: [search, {...search, feature: OTHER, before: [moves[1]]}], sets: [{moves, objective: 1}]},
        proof
    };
    const input = {specification: "Talk like a pirate.", dictionary};
    store.evaluations.create({id: "found", kind: "autosteer", title: "t", model: "demo", input, state});
    store.evaluations.saveAnswers("found", [rated(0, 0, false), rated(1, 0, true), rated(100_000, 1, false), rated(100_001, 1, true)]);
    store.evaluations.finish("found", state);
    const test = {feature: Number(FEATURE), threshold: 0.5, accuracy: 1, heldOutAccuracy: 1};
    const best = {joined: "one", tests: [test], accuracy: 1, heldOutAccuracy: 1};
    const searched = {run: {...run, own: true}, hold: [], not: [], candidates: [test], best, chance: 0.6, inMax: []};
    store.evaluations.create({id: "condition", kind: "autocondition", title: "t", model: "demo", input: {specification: "s", dictionary}, state: searched});
    store.evaluations.finish("condition", searched);
}

describe("compileSteering", () => {
    it("is asked for by nobody who does not pass the gate first", () => {
        const passing = sources("engine").filter((path) => /import \{[^}]*\bcompileSteering\b[^}]*\} from "[./]+\/steering/.test(readFileSync(path, "utf8")));
        expect(passing.sort()).toEqual(["engine/host/ModelSlot.ts", "engine/host/commandModel.ts"]);
        for (const path of passing) expect(readFileSync(path, "utf8")).toMatch(/gate\.requireSteerable\([^;]+;\s+return await compileSteering\(/);
    });
});

const isGoing = (state: string | undefined) => state === "queued" || state === "running";

async function expectClosed(door: Door): Promise<void> {
    if ("shows" in door) expect(await door.shows()).toBe(false);
    else await expect(door.opens()).rejects.toMatchObject({code: "feature/moderated", data: {feature: FEATURE, category: "hate"}});
}

async function expectOpen(door: Door): Promise<void> {
    if ("shows" in door) expect(await door.shows()).toBe(true);
    else await door.opens();
}

/** The demo's pirate manner; another one of its dictionary. */
const FEATURE = featureId(76);
const OTHER = featureId(5);
const N_FEATURES = 256;
/** what the feature is called, in words that nothing else has */
const LABEL = "swashbuckling manner 4711";
const QUESTION = "Tell me about the Andromeda Galaxy like a pirate.";

/** Procedures that take or name something near a feature, and why no feature comes through them that is not in their own checks. */
const EXEMPT: Readonly<Record<string, string>> = {
    "models.add": "takes a path",
    "models.configure": "takes paths",
    "library.check": "compares model and dictionary as files",
    "library.fit": "compares sizes",
    "library.acquire": "fetches files",
    "labels.import": "writes labels, shows none",
    "labels.sources": "counts",
    "labels.removeSource": "counts",
    "evaluation.autosteer": "begins a run, which takes no candidate that may not be shown; `evaluation.getAutosteer` shows what it found",
    "evaluation.autocondition": "begins a run; `evaluation.getAutocondition` shows what it found",
    "features.harvest": "begins a run, which counts every feature",
    "features.harvested": "counts",
    "features.meaning.status": "counts",
    "features.meaning.use": "begins a run, which embeds labels; `features.list` shows what is near",
    "pairs.measure": "figures of a whole dictionary",
    "pairs.reports": "figures of a whole dictionary",
    "presets.remove": "takes an id",
    "presets.check": "compares ids of model and dictionaries",
    "chat.list": "titles",
    "chat.create": "makes an empty one",
    "chat.get": "numbers that the user steered by before",
    "chat.rename": "a title",
    "chat.rewrite": "writes a message, of which no model knows how",
    "chat.fork": "numbers that the user steered by before",
    "chat.move": "takes ids",
    "chat.folders": "names of folders",
    "chat.saveFolder": "a name",
    "chat.removeFolder": "takes an id",
    "chat.search": "messages that the user wrote or read before",
    "chat.contextUse": "counts",
    "chat.export": "numbers that the user steered by before, never what they are called",
    "chat.import": "numbers, which are refused when they are to act",
    "chat.remove": "takes an id",
    "chat.select": "moves to another branch",
    "chat.message": "numbers that an answer was written under",
    ...Object.fromEntries(
        // these keep the list itself, which who keeps it sees
        ["counts", "list", "add", "remove", "import", "export", "propose", "proposals", "decide", "access", "grantAccess", "revokeAccess", "audit"].map(
            (name) => [`moderation.${name}`, "keeps the list"]
        )
    )
};

interface Procedure {
    readonly name: string;
    readonly inputSchema: z.ZodType | undefined;
}

function proceduresOf(node: unknown, path: readonly string[] = []): Procedure[] {
    const own = (node as {"~orpc"?: {inputSchema?: z.ZodType}})["~orpc"];
    if (own !== undefined) return [{name: path.join("."), inputSchema: own.inputSchema}];
    return Object.entries(node as object).flatMap(([name, child]) => proceduresOf(child, [...path, name]));
}

/** Anything by which a feature could be named, or a place where one could be found. */
const NEAR_FEATURES = /"(dictionary|dictionaries|features?|edits|steering|variantId|conversationId|messageId|userMessageId)":/;

function proceduresThatNameFeatures(): string[] {
    const near = proceduresOf(contract).filter(
        ({inputSchema}) => inputSchema !== undefined && NEAR_FEATURES.test(JSON.stringify(z.toJSONSchema(inputSchema, {unrepresentable: "any", io: "input"})))
    );
    return near.map(({name}) => name);
}

/** Program files of a folder, without tests and what only they use. */
function sources(folder: string): string[] {
    return readdirSync(folder, {recursive: true, encoding: "utf8"})
        .map((path) => join(folder, path).replaceAll("\\", "/"))
        .filter((path) => path.endsWith(".ts") && !/\.test\.ts$|\/fixtures\/|\/bench\//.test(path));
}
