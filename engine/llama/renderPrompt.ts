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

/** The Llama 3 templates write today's date into the prompt; runs must reproduce, so it is pinned to the date in the template itself. */
const PINNED_DATE = "26 Jul 2024";

/** Takes the place of the template engine's own clock. */
const PINNED_CLOCK = `{%- macro strftime_now(format) -%}${PINNED_DATE}{%- endmacro -%}`;

/** Marks where contents go; private-use characters that no template looks at and no tokenizer sees. */
const mark = (index: number) => `\uE000${index}\uE001`;

/** ChatML, for models whose file carries no template. */
const FALLBACK_TEMPLATE =
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

/**
 * Applies a model's own chat template. Contents are tokenized apart from the template, so that a special token's text inside a message
 * stays text and cannot end the turn.
 * @param open whether the answer follows: `answer` ends after the assistant's header, `closed` after the last turn
 * @throws EngineError `file/malformed` when the template does not accept the conversation
 */
export function renderPrompt(model: TemplateModel, turns: readonly Turn[], open: "answer" | "closed"): RenderedPrompt {
    const template = model.chatTemplate ?? FALLBACK_TEMPLATE;
    const trims = !apply(model, template, [{role: "user", content: ` ${mark(0)} `}], "closed").includes(` ${mark(0)} `);
    const text = apply(
        model,
        template,
        turns.map(({role}, index) => ({role, content: mark(index)})),
        open
    );
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

function apply(model: TemplateModel, template: string, messages: readonly Turn[], open: "answer" | "closed"): string {
    try {
        return new Template(PINNED_CLOCK + template).render({
            messages: messages.map((message) => ({...message})),
            bos_token: model.bosText,
            eos_token: model.eosText,
            add_generation_prompt: open === "answer",
            date_string: PINNED_DATE
        });
    } catch (cause) {
        throw new EngineError("file/malformed", {path: "", format: "chat template", detail: cause instanceof Error ? cause.message : String(cause)}, {cause});
    }
}
