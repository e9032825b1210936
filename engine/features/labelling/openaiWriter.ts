import {z} from "zod";
import {excerpt} from "../../endpoints/excerpt.ts";
import {type Posted, type PostOptions, postJson} from "../../endpoints/postJson.ts";
import {UnusableAnswer} from "../../endpoints/UnusableAnswer.ts";
import {checkAnswer, readAnswer} from "./answers.ts";
import {type AskEndpoint, endpointWriter} from "./endpointWriter.ts";
import type {LabelWriter} from "./types.ts";

export interface EndpointOptions extends Pick<PostOptions, "onWait" | "timeoutMs" | "waitMs"> {
    readonly baseUrl: string;
    readonly model: string;
    /** read anew for each request, and given to nothing else */
    readonly key: () => Promise<string | undefined>;
}

/** Room for a model that thinks before it answers. */
export const MAX_ANSWER_TOKENS = 2048;

const responseSchema = z.object({
    choices: z
        .array(
            z.object({
                finish_reason: z.string().nullish(),
                message: z.object({content: z.string().nullish(), refusal: z.string().nullish()})
            })
        )
        .min(1),
    usage: z.object({prompt_tokens: z.number(), completion_tokens: z.number()}).nullish()
});

/** Any server with OpenAI's `chat/completions`. What an older or smaller one does not know of the request is left out from then on. */
export function openaiWriter({baseUrl, model, key, ...options}: EndpointOptions): LabelWriter {
    const knows = {schema: true, temperature: true, maxTokens: true};

    const ask: AskEndpoint = async (prompt, shape, spent, signal) => {
        const secret = await key();
        const headers: Record<string, string> = secret === undefined ? {} : {authorization: `Bearer ${secret}`};
        const post = () => {
            const body = {
                model,
                messages: [
                    {role: "system", content: prompt.system},
                    {role: "user", content: prompt.user}
                ],
                [knows.maxTokens ? "max_tokens" : "max_completion_tokens"]: MAX_ANSWER_TOKENS,
                ...(knows.temperature && {temperature: 0}),
                ...(knows.schema && {response_format: {type: "json_schema", json_schema: {name: "answer", strict: true, schema: shape.json}}})
            };
            return postJson({url: `${baseUrl.replace(/\/+$/, "")}/chat/completions`, headers, body, signal, ...options});
        };
        let posted = await post();
        while (!posted.ok && leaveOut(posted, knows)) posted = await post();
        if (!posted.ok) throw new UnusableAnswer(`status ${posted.status}: ${excerpt(posted.text)}`, {outage: true});
        const {choices, usage} = checkAnswer(responseSchema, posted.body);
        spent.promptTokens += usage?.prompt_tokens ?? 0;
        spent.answerTokens += usage?.completion_tokens ?? 0;
        const {message, finish_reason: reason} = choices[0]!;
        if (message.refusal) throw new UnusableAnswer(`it refused: ${excerpt(message.refusal)}`);
        if (reason === "length") throw new UnusableAnswer(`the answer was cut off: ${excerpt(message.content ?? "")}`);
        return readAnswer(shape, message.content ?? "");
    };
    return endpointWriter(model, ask);
}

/** @returns whether there was something to leave out: what the server names, else the schema, which the fewest know */
function leaveOut({text}: Extract<Posted, {ok: false}>, knows: {schema: boolean; temperature: boolean; maxTokens: boolean}): boolean {
    if (knows.maxTokens && text.includes("max_completion_tokens")) knows.maxTokens = false;
    else if (knows.temperature && /temperature/i.test(text)) knows.temperature = false;
    else if (knows.schema) knows.schema = false;
    else return false;
    return true;
}
