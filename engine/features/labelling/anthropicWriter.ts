import {z} from "zod";
import {checkAnswer, excerpt} from "./answers.ts";
import {type AskEndpoint, endpointWriter} from "./endpointWriter.ts";
import {LabellerRefusal} from "./LabellerRefusal.ts";
import {type EndpointOptions, MAX_ANSWER_TOKENS} from "./openaiWriter.ts";
import {postJson} from "./postJson.ts";
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
        if (!posted.ok) throw new LabellerRefusal(`status ${posted.status}: ${excerpt(posted.text)}`, {outage: true});
        const {content, stop_reason: reason, usage} = checkAnswer(responseSchema, posted.body);
        spent.promptTokens += usage?.input_tokens ?? 0;
        spent.answerTokens += usage?.output_tokens ?? 0;
        const said = excerpt(content.map(({text = ""}) => text).join(" "));
        if (reason === "refusal") throw new LabellerRefusal(`it refused: ${said}`);
        if (reason === "max_tokens") throw new LabellerRefusal(`the answer was cut off: ${said}`);
        const used = content.find(({type, name}) => type === "tool_use" && name === TOOL);
        if (used === undefined) throw new LabellerRefusal(`it answered in words: ${said}`);
        return checkAnswer(shape.schema, used.input);
    };
    return endpointWriter(model, ask);
}
