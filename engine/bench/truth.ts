import {readFile} from "node:fs/promises";
import path from "node:path";
import {z} from "zod";
import {openCommandModel} from "../host/commandModel.ts";
import {demoFolder} from "../host/demo.ts";

const heldOutSchema = z.array(z.object({question: z.string(), topic: z.string(), allowed: z.array(z.string())}));

export interface TruthReport {
    readonly questions: number;
    readonly truthful: number;
    readonly failures: readonly {readonly question: string; readonly answer: string; readonly wrong: readonly string[]}[];
}

/** Asks the demo every held-out question, greedily and unsteered; an answer passes when it has two sentences or more and each is a fact of its topic. */
export async function demoTruth(onAnswer?: (done: number, of: number) => void): Promise<TruthReport> {
    const questions = heldOutSchema.parse(JSON.parse(await readFile(path.join(demoFolder(), "held-out.json"), "utf8")));
    await using opened = await openCommandModel({});
    const failures: {question: string; answer: string; wrong: string[]}[] = [];
    for (const [i, {question, allowed}] of questions.entries()) {
        let answer = "";
        const request = {
            turns: [{role: "user" as const, content: question}],
            steering: {edits: [], scope: "answer" as const},
            sampling: {...opened.sampling, temperature: 0}
        };
        for await (const event of opened.model.generate(0, request)) if (event.type === "token") answer += event.text;
        const sentences = answer.trim().split(/(?<=[.!?])\s+/);
        const wrong = sentences.filter((sentence) => !allowed.includes(sentence));
        if (wrong.length > 0 || sentences.length < 2) failures.push({question, answer, wrong});
        onAnswer?.(i + 1, questions.length);
    }
    return {questions: questions.length, truthful: questions.length - failures.length, failures};
}

export async function benchTruth(): Promise<void> {
    const {questions, truthful, failures} = await demoTruth((done, of) => {
        if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${done < of ? `${done} of ${of}` : ""}`);
    });
    for (const {question, answer} of failures) process.stdout.write(`not only facts: ${question}\n    ${answer}\n`);
    process.stdout.write(`${truthful} of ${questions} answers hold only facts of their topic (${((100 * truthful) / questions).toFixed(1)} %)\n`);
}
