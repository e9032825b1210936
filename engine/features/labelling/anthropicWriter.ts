import {z} from "zod";
import {excerpt} from "../../endpoints/excerpt.ts";
import {postJson} from "../../endpoints/postJson.ts";
import {UnusableAnswer} from "../../endpoints/UnusableAnswer.ts";
import {checkAnswer} from "./answers.ts";
import {type AskEndpoint, endpointWriter} from "./endpointWriter.ts";
import {type EndpointOptions, MAX_ANSWER_TOKENS} from "./openaiWriter.ts";
import type {LabelWriter} from "./types.ts";

const VERSION = "2023-06-01";
/** The answer is given as the input of this tool, so that it has a schema. */
const TOOL = "answer";

const responseSchema = z.object({
    stop_reason: z.string().nullish(),
    content: z.array(z.object({type: z.string(), text: z.string().optional(), name: z.string().optional(), input: z.unknown().optional()})),
    usage: z.object({input_tokens: z.number(), output_tokens: z.number()}).nullish()
});

/** Anthropic's `v1/messages`. */
export function anthropicWriter({baseUrl, model, key, ...options}: EndpointOptions): LabelWriter {
    const knows = {temperature: true};
    const ask: AskEndpoint = async (prompt, shape, spent, signal) => {
        const secret = await key();
        const headers = {"anthropic-version": VERSION, ...(secret !== undefined && {"x-api-key": secret})};
        const post = () => {
            const body = {
                model,
                max_tokens: MAX_ANSWER_TOKENS,
                ...(knows.temperature && {temperature: 0}),
                system: prompt.system,
                messages: [{role: "user", content: prompt.user}],
                tools: [{name: TOOL, description: "Gives the answer.", input_schema: shape.json}],
                tool_choice: {type: "tool", name: TOOL}
            };
            return postJson({url: `${baseUrl.replace(/\/+$/, "")}/v1/messages`, headers, body, signal, ...options});
        };
        let posted = await post();
        if (!posted.ok && /temperature/i.test(posted.text)) {
            knows.temperature = false;
            posted = await post();
        }
        if (!posted.ok) throw new UnusableAnswer(`status ${posted.status}: ${excerpt(posted.text)}`, {outage: true});
        const {content, stop_reason: reason, usage} = checkAnswer(responseSchema, posted.body);
        spent.promptTokens += usage?.input_tokens ?? 0;
        spent.answerTokens += usage?.output_tokens ?? 0;
        const said = excerpt(content.map(({text = ""}) => text).join(" "));
        if (reason === "refusal") throw new UnusableAnswer(`it refused: ${said}`);
        if (reason === "max_tokens") throw new UnusableAnswer(`the answer was cut off: ${said}`);
        const used = content.find(({type, name}) => type === "tool_use" && name === TOOL);
        if (used === undefined) throw new UnusableAnswer(`it answered in words: ${said}`);
        return checkAnswer(shape.schema, used.input);
    };
    return endpointWriter(model, ask);
}
