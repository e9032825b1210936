import {z} from "zod";
import {excerpt} from "./excerpt.ts";
import {type Posted, type PostOptions, postJson} from "./postJson.ts";
import {UnusableAnswer} from "./UnusableAnswer.ts";

export interface TextEndpoint extends Omit<PostOptions, "url" | "headers" | "body" | "signal"> {
    readonly kind: "openai" | "anthropic";
    readonly baseUrl: string;
    readonly model: string;
    /** read anew for each request, and given to nothing else */
    readonly key: () => Promise<string | undefined>;
    readonly maxTokens: number;
}

const openaiSchema = z.object({
    choices: z.array(z.object({finish_reason: z.string().nullish(), message: z.object({content: z.string().nullish(), refusal: z.string().nullish()})})).min(1)
});
const anthropicSchema = z.object({stop_reason: z.string().nullish(), content: z.array(z.object({type: z.string(), text: z.string().optional()}))});

/**
 * Asks a server's model in words and returns its words. What an older server does not know of the request is left out from then on.
 * @throws UnusableAnswer, an outage or a refusal; EngineError `labeller/failed` for what no waiting mends; the signal's reason
 */
export function askText({kind, baseUrl, model, key, maxTokens, ...options}: TextEndpoint): (prompt: string, signal: AbortSignal) => Promise<string> {
    const knows = {temperature: true, maxTokens: true};
    const url = `${baseUrl.replace(/\/+$/, "")}${kind === "openai" ? "/chat/completions" : "/v1/messages"}`;
    return async (prompt, signal) => {
        const secret = await key();
        const headers = headersOf(kind, secret);
        const post = () => {
            const limit = kind === "openai" && !knows.maxTokens ? "max_completion_tokens" : "max_tokens";
            const body = {model, [limit]: maxTokens, messages: [{role: "user", content: prompt}], ...(knows.temperature && {temperature: 0})};
            return postJson({url, headers, body, signal, ...options});
        };
        let posted = await post();
        while (!posted.ok && leaveOut(posted, knows)) posted = await post();
        if (!posted.ok) throw new UnusableAnswer(`status ${posted.status}: ${excerpt(posted.text)}`, {outage: true});
        return kind === "openai" ? openaiText(posted.body) : anthropicText(posted.body);
    };
}

function headersOf(kind: TextEndpoint["kind"], secret: string | undefined): Record<string, string> {
    if (kind === "openai") return secret === undefined ? {} : {authorization: `Bearer ${secret}`};
    return {"anthropic-version": "2023-06-01", ...(secret !== undefined && {"x-api-key": secret})};
}

/** @returns whether there was something to leave out */
function leaveOut({text}: Extract<Posted, {ok: false}>, knows: {temperature: boolean; maxTokens: boolean}): boolean {
    if (knows.maxTokens && text.includes("max_completion_tokens")) knows.maxTokens = false;
    else if (knows.temperature && /temperature/i.test(text)) knows.temperature = false;
    else return false;
    return true;
}

function openaiText(body: unknown): string {
    const [first] = checked(openaiSchema, body).choices;
    const {message, finish_reason: reason} = first!;
    if (message.refusal) throw new UnusableAnswer(`it refused: ${excerpt(message.refusal)}`);
    return whole(message.content ?? "", reason === "length");
}

function anthropicText(body: unknown): string {
    const {content, stop_reason: reason} = checked(anthropicSchema, body);
    const text = content.map(({text = ""}) => text).join("");
    if (reason === "refusal") throw new UnusableAnswer(`it refused: ${excerpt(text)}`);
    return whole(text, reason === "max_tokens");
}

function whole(text: string, isCut: boolean): string {
    if (isCut) throw new UnusableAnswer(`the answer was cut off: ${excerpt(text)}`);
    return text;
}

function checked<Answer>(schema: z.ZodType<Answer>, value: unknown): Answer {
    const {success, data} = schema.safeParse(value);
    if (!success) throw new UnusableAnswer(`the answer has another shape: ${excerpt(JSON.stringify(value))}`);
    return data;
}
