import {Template} from "@huggingface/jinja";
import {EngineError} from "../contract/index.ts";
import type {Turn} from "./types.ts";

export interface Place {
    readonly from: number;
    readonly to: number;
}

/** Tokens of a conversation, with the place of its last turn's own text. */
export interface RenderedPrompt {
    readonly tokens: readonly number[];
    /** [from, to) of the last turn's content */
    readonly lastTurn: Place;
    /** the same of every turn; empty for one that the template leaves out */
    readonly turns: readonly Place[];
}

export interface TemplateModel {
    readonly chatTemplate: string | undefined;
    readonly bosText: string;
    readonly eosText: string;
    /** first token of every prompt, where the model wants one */
    readonly bosToken: number | undefined;
    tokenize(text: string, special: boolean): readonly number[];
}

/** The Llama 3 templates write today's date into the prompt; runs must reproduce, so it is pinned to the date in the template itself unless another is given. */
export const PINNED_DATE = "26 Jul 2024";

/** Takes the place of the template engine's own clock. The date is a value that the template writes, never a part of it. */
const GIVEN_CLOCK = "{%- macro strftime_now(format) -%}{{ date_string }}{%- endmacro -%}";

/** Marks where contents go; private-use characters that no template looks at and no tokenizer sees. */
const mark = (index: number) => `\uE000${index}\uE001`;

/** ChatML, for models whose file carries no template. */
const FALLBACK_TEMPLATE =
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

/** The template used last, parsed: a meter asks for it at every key that is pressed. */
let parsed: {readonly text: string; readonly template: Template; readonly trims: boolean} | undefined;

/**
 * Applies a model's own chat template. Contents are tokenized apart from the template, so that a special token's text inside a message
 * stays text and cannot end the turn.
 * @param open whether the answer follows: `answer` ends after the assistant's header, `closed` after the last turn
 * @param date what the template takes for today
 * @throws EngineError `file/malformed` when the template does not accept the conversation
 */
export function renderPrompt(model: TemplateModel, turns: readonly Turn[], open: "answer" | "closed", date: string = PINNED_DATE): RenderedPrompt {
    const {template, trims} = templateOf(model);
    const messages = turns.map(({role}, index) => ({role, content: mark(index)}));
    const text = apply(model, template, messages, open, date);
    const tokens: number[] = [];
    const places: Place[] = turns.map(() => ({from: 0, to: 0}));
    for (const piece of text.split(/(\uE000\d+\uE001)/)) {
        const index = /^\uE000(\d+)\uE001$/.exec(piece)?.[1];
        const from = tokens.length;
        if (index === undefined) {
            tokens.push(...model.tokenize(piece, true));
            continue;
        }
        const {content} = turns[Number(index)]!;
        tokens.push(...model.tokenize(trims ? content.trim() : content, false));
        places[Number(index)] = {from, to: tokens.length};
    }
    const lacksBos = model.bosToken !== undefined && tokens[0] !== model.bosToken;
    if (lacksBos) tokens.unshift(model.bosToken!);
    const moved = places.map(({from, to}) => (lacksBos ? {from: from + 1, to: to + 1} : {from, to}));
    return {tokens, turns: moved, lastTurn: moved.at(-1) ?? {from: 0, to: 0}};
}

function templateOf(model: TemplateModel) {
    const text = GIVEN_CLOCK + (model.chatTemplate ?? FALLBACK_TEMPLATE);
    if (parsed?.text !== text) {
        const template = guarded(() => new Template(text));
        const trims = !apply(model, template, [{role: "user", content: ` ${mark(0)} `}], "closed", PINNED_DATE).includes(` ${mark(0)} `);
        parsed = {text, template, trims};
    }
    return parsed;
}

function apply(model: TemplateModel, template: Template, messages: readonly Turn[], open: "answer" | "closed", date: string): string {
    return guarded(() =>
        template.render({
            messages: messages.map((message) => ({...message})),
            bos_token: model.bosText,
            eos_token: model.eosText,
            add_generation_prompt: open === "answer",
            date_string: date
        })
    );
}

function guarded<T>(work: () => T): T {
    try {
        return work();
    } catch (cause) {
        throw new EngineError("file/malformed", {path: "", format: "chat template", detail: cause instanceof Error ? cause.message : String(cause)}, {cause});
    }
}
