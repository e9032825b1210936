import {isEngineError, type Metric, type Rating} from "../../contract/index.ts";
import {askText, type TextEndpoint} from "../../endpoints/askText.ts";
import {excerpt} from "../../endpoints/excerpt.ts";
import {UnusableAnswer} from "../../endpoints/UnusableAnswer.ts";
import type {Judge} from "../types.ts";
import {factsRating} from "./factuality.ts";
import {EXPLAIN, judgePrompt, readRating} from "./judgePrompts.ts";

export type EndpointJudgeOptions = Omit<TextEndpoint, "maxTokens">;

/** A service that fails so often in a row, waits included, is asked no more: what is left would take hours of waiting. */
const OUTAGES = 3;
/** Asked at the same time: enough to be quick, few enough for a small server. */
const AT_ONCE = 4;
/** Room for a model that thinks before it answers. */
const MAX_TOKENS = 2048;
/** A rating is one of hundreds, so it waits less than a label does. */
const PATIENCE = {attempts: 3, timeoutMs: 60_000, mostWaitMs: 60_000};

/** A model on a server, asked one metric at a time. Whatever goes wrong costs that rating; after outages in a row, or where no waiting mends it, all that are left. */
export function endpointJudge(options: EndpointJudgeOptions): Judge {
    const name = `${options.model} at ${new URL(options.baseUrl).host}`;
    const ask = askText({...PATIENCE, ...options, maxTokens: MAX_TOKENS});
    let stopped: string | undefined;
    let outages = 0;

    async function rate(metric: Metric, prompt: string, signal: AbortSignal): Promise<Rating> {
        const rating = {metric, judge: name, prompt};
        if (stopped !== undefined) return {...rating, value: null, reply: "", problem: `not asked: ${stopped}`};
        try {
            const reply = await ask(prompt, signal);
            outages = 0;
            const value = readRating(reply);
            if (value === undefined) return {...rating, value: null, reply, problem: `no rating in the form that was asked for: ${excerpt(reply)}`};
            return {...rating, value, reply};
        } catch (error) {
            signal.throwIfAborted();
            const isFailed = isEngineError(error, "labeller/failed");
            const problem = isFailed ? `${error.data.labeller}: ${error.data.detail}` : (error as Error).message;
            if (isFailed) stopped ??= problem;
            else if (!(error instanceof UnusableAnswer)) throw error;
            else if (error.outage) {
                if (++outages >= OUTAGES) stopped ??= problem;
            } else outages = 0;
            return {...rating, value: null, reply: "", problem};
        }
    }

    return {
        name,
        get stopped() {
            return stopped;
        },
        async rate(question, answers, signal) {
            const asked = answers.flatMap((answer) =>
                question.metrics.map((metric) => () => {
                    if (metric === "factuality" && question.facts?.length) return Promise.resolve(factsRating(question.facts, answer));
                    return rate(metric, `${judgePrompt(metric, question, answer)}\n\n${EXPLAIN}`, signal);
                })
            );
            const ratings = await someAtOnce(asked, AT_ONCE);
            return answers.map((_, i) => ratings.slice(i * question.metrics.length, (i + 1) * question.metrics.length));
        }
    };
}

async function someAtOnce<Result>(tasks: readonly (() => Promise<Result>)[], atOnce: number): Promise<Result[]> {
    const results: Result[] = new Array(tasks.length);
    let next = 0;
    const work = async () => {
        for (let at = next++; at < tasks.length; at = next++) results[at] = await tasks[at]!();
    };
    await Promise.all(Array.from({length: atOnce}, work));
    return results;
}
