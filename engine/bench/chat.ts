import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {MessageChannel} from "node:worker_threads";
import {createORPCClient} from "@orpc/client";
import {RPCLink} from "@orpc/client/message-port";
import type {ContractRouterClient} from "@orpc/contract";
import {RPCHandler} from "@orpc/server/message-port";
import {type Contract, DEFAULT_SAMPLING, featureId, type Message, NO_STEERING, type Steering} from "../contract/index.ts";
import {createEngine} from "../host/engine.ts";
import {router} from "../host/router.ts";
import {openStore, type Store} from "../store/openStore.ts";
import {median} from "./median.ts";
import {seeded} from "./randomBlocks.ts";

export interface ChatBench {
    /** messages of the conversation that is opened */
    readonly messages: number;
    /** of all conversations together, that are searched */
    readonly all: number;
    readonly rounds: number;
}

type Client = ContractRouterClient<Contract>;

const SYLLABLES = "ka re mo ti sul pra den vol gri ast lo mi ner tu bas cor phe lin gar ot".split(" ");
const COMMON = "the of and to in is that it was for on are as with they be at one have this".split(" ");
const STEERING: Steering = {edits: Array.from({length: 6}, (_, i) => ({feature: featureId(100 + i), mode: "nudge" as const, value: 0.1 * i})), scope: "answer"};

/**
 * Milliseconds, through the contract and a message port as the screen has them, of opening a conversation of ten thousand messages, of searching a
 * hundred thousand, and of asking what of the context is taken at every key: the first, the median and the slowest, and the CPU time of both sides.
 */
export async function benchChat({messages, all, rounds}: ChatBench): Promise<void> {
    const workspace = await mkdtemp(join(tmpdir(), "saelor-chat-"));
    try {
        process.stderr.write(`writing ${all} messages…\n`);
        const store = openStore(workspace);
        const words = fill(store, messages, all);
        store.close();
        const engine = await createEngine({workspace, autoLoad: "none"});
        try {
            await engine.models.load({modelId: "demo"});
            const {port1, port2} = new MessageChannel();
            new RPCHandler(router).upgrade(port1, {context: {engine}});
            port1.start();
            port2.start();
            await measure(createORPCClient(new RPCLink({port: port2})), rounds, words);
            port2.close();
        } finally {
            await engine.close();
        }
    } finally {
        await rm(workspace, {recursive: true, force: true});
    }
}

async function measure(client: Client, rounds: number, words: readonly string[]): Promise<void> {
    const row = async (what: string, goal: number, query: (round: number) => Promise<unknown>) => {
        const times: number[] = [];
        const cpuTimes: number[] = [];
        for (let round = 0; round < rounds; round++) {
            const [began, cpu] = [performance.now(), process.cpuUsage()];
            await query(round);
            times.push(performance.now() - began);
            const {user, system} = process.cpuUsage(cpu);
            cpuTimes.push((user + system) / 1000);
        }
        const figures = [times[0] ?? 0, median(times), Math.max(...times), median(cpuTimes)].map((value) => value.toFixed(1));
        line(what, ...figures, goal === 0 ? "" : `${goal}`);
    };
    const any = (round: number) => words[(round * 7919) % words.length]!;
    line("milliseconds", "first", "median", "slowest", "CPU", "goal");
    await row("opening the long conversation", 100, () => client.chat.get({conversationId: LONG}));
    await row("opening another one", 0, (round) => client.chat.get({conversationId: `c${round % 5}`}));
    await row("the list of conversations", 0, () => client.chat.list());
    await row("search: a rare word", 100, (round) => client.chat.search({query: any(round)}));
    await row("search: the beginning of a word, 3 letters", 100, (round) => client.chat.search({query: any(round).slice(0, 3)}));
    await row("search: one letter", 100, (round) => client.chat.search({query: "abcdegiklm"[round % 10]!}));
    await row("search: a word of every message", 100, (round) => client.chat.search({query: COMMON[round % COMMON.length]!}));
    await row("search: three of them", 100, () => client.chat.search({query: "the of and"}));
    await row("search in the long conversation", 100, (round) => client.chat.search({query: COMMON[round % COMMON.length]!, conversationId: LONG}));
    const typed = "What do you make of the third of these whales, and why does it sing?";
    await row("context, at each key, long conversation", 0, (round) => client.chat.contextUse({conversationId: LONG, draft: typed.slice(0, 1 + (round % 60))}));
    await row("context, at each key, another one", 16, (round) => client.chat.contextUse({conversationId: "c1", draft: typed.slice(0, 1 + (round % 60))}));
}

const LONG = "long";

/** @returns words that some of the messages hold */
function fill(store: Store, long: number, all: number): string[] {
    const random = seeded(3);
    const upTo = (n: number) => Math.floor(((random() + 1) / 2) * n);
    const words = Array.from({length: 8000}, () => Array.from({length: 2 + upTo(3)}, () => SYLLABLES[upTo(SYLLABLES.length)]!).join(""));
    const text = () => Array.from({length: 20 + upTo(100)}, () => (upTo(2) === 0 ? COMMON[upTo(COMMON.length)]! : words[upTo(words.length)]!)).join(" ");
    const conversation = (id: string, n: number) => {
        store.atomically(() => {
            const settings = {systemPrompt: "Be brief.", sampling: DEFAULT_SAMPLING, steering: NO_STEERING, variantId: null, headId: null, folderId: null};
            store.conversations.insert({id, title: `About ${words[upTo(words.length)]}`, createdAt: 1, updatedAt: 1, ...settings});
            let parentId: string | null = null;
            for (let i = 0; i < n; i++) {
                const answer: Partial<Message> =
                    i % 2 === 0
                        ? {}
                        : {
                              ...{steering: STEERING, sampling: DEFAULT_SAMPLING, model: "demo", finishReason: "end-of-turn"},
                              stats: {promptTokens: i, evaluatedPromptTokens: 30, answerTokens: upTo(200), promptMs: 10 * random(), answerMs: 100 * random()}
                          };
                const message: Message = {
                    ...{id: crypto.randomUUID(), conversationId: id, parentId, role: i % 2 === 0 ? "user" : "assistant", content: text(), createdAt: i + 1},
                    ...answer
                };
                store.messages.insert(message);
                parentId = message.id;
            }
            store.conversations.change(id, {headId: parentId});
        });
    };
    conversation(LONG, long);
    for (let c = 0, rest = all - long; rest > 0; c++, rest -= 40) conversation(`c${c}`, Math.min(40, rest));
    return words;
}

const line = (what: string, ...columns: readonly string[]) =>
    process.stdout.write(`${what.padEnd(52)}${columns.map((column) => column.padStart(10)).join("")}\n`);
