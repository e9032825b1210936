import {z} from "zod";
import {excerpt} from "../../endpoints/excerpt.ts";
import {UnusableAnswer} from "../../endpoints/UnusableAnswer.ts";
import {cleanText} from "../labels/cleanText.ts";
import {MAX_WORDS} from "./labelPrompts.ts";

/** The shape of an answer, in the three forms in which labellers are held to it. */
export interface AnswerShape<Answer> {
    readonly schema: z.ZodType<Answer>;
    /** JSON schema */
    readonly json: Readonly<Record<string, unknown>>;
}

/** A label: tidied, and no longer than it may be. */
export const description: AnswerShape<string> = {
    schema: z
        .object({description: z.string().max(400)})
        .transform(({description: text}) => cleanText(text).replace(/^["'“”]+|["'“”.]+$/g, ""))
        .refine((text) => text !== "", "an empty description")
        .refine((text) => text.split(/\s+/).length <= MAX_WORDS, `more than ${MAX_WORDS} words`),
    json: objectOf("description", {type: "string", description: `at most ${MAX_WORDS} words`})
};

/** Which of so many passages fit. */
export const fits = (n: number): AnswerShape<boolean[]> => ({
    schema: z
        .object({fits: z.array(z.number().int().min(1).max(n)).max(2 * n)})
        .transform(({fits: numbers}) => Array.from({length: n}, (_, i) => numbers.includes(i + 1))),
    json: objectOf("fits", {type: "array", items: {type: "integer"}})
});

function objectOf(name: string, property: Record<string, unknown>) {
    return {type: "object", properties: {[name]: property}, required: [name], additionalProperties: false};
}

/** For llama.cpp: no more words than a label may have, by grammar. */
export const DESCRIPTION_GRAMMAR = String.raw`root ::= "{\"description\": \"" word (" " word){0,${MAX_WORDS - 1}} "\"}"
word ::= [^"\\ \x00-\x1F\x7F]{1,24}`;

/**
 * Takes an answer from text that should be JSON; a fence around it or words before it do no harm.
 * @throws UnusableAnswer with what is wrong with it
 */
export function readAnswer<Answer>({schema}: AnswerShape<Answer>, text: string): Answer {
    const [from, to] = [text.indexOf("{"), text.lastIndexOf("}")];
    let parsed: unknown;
    try {
        parsed = JSON.parse(text.slice(from, to + 1));
    } catch (cause) {
        throw new UnusableAnswer(`the answer is not JSON: ${excerpt(text)}`, {cause});
    }
    return checkAnswer(schema, parsed);
}

/** @throws UnusableAnswer with what is wrong with it */
export function checkAnswer<Answer>(schema: z.ZodType<Answer>, value: unknown): Answer {
    const checked = schema.safeParse(value);
    if (checked.success) return checked.data;
    const [issue] = checked.error.issues;
    throw new UnusableAnswer(`the answer has ${issue?.path.length ? `${issue.path.join(".")}: ` : ""}${issue?.message ?? "another shape"}`);
}
