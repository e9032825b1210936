import {describe, expect, it} from "vitest";
import {renderPrompt, type TemplateModel} from "./renderPrompt.ts";

/** One token a character; special tokens are <x> when special tokens are read. */
function aModel(chatTemplate: string | undefined, bosToken?: number): TemplateModel {
    return {
        chatTemplate,
        bosText: "<b>",
        eosText: "<e>",
        bosToken,
        tokenize: (text, special) =>
            (special ? text.split(/(<\w>)/) : [text]).flatMap((piece) =>
                special && /^<\w>$/.test(piece) ? [1000 + piece.charCodeAt(1)] : [...piece].map((c) => c.charCodeAt(0))
            )
    };
}

const text = (tokens: readonly number[]) =>
    tokens.map((token) => (token >= 1000 ? `<${String.fromCharCode(token - 1000)}>` : String.fromCharCode(token))).join("");
const SIMPLE =
    "{{ bos_token }}{% for m in messages %}<h>{{ m.role }}:{{ m.content | trim }}<e>{% endfor %}{% if add_generation_prompt %}<h>assistant:{% endif %}";

describe("renderPrompt", () => {
    it("applies the model's template and knows where the last turn's text lies", () => {
        const {tokens, lastTurn} = renderPrompt(aModel(SIMPLE), [{role: "user", content: " Hi "}], "answer");
        expect(text(tokens)).toBe("<b><h>user:Hi<e><h>assistant:");
        expect(text(tokens.slice(lastTurn.from, lastTurn.to))).toBe("Hi");
    });

    it("does not read special tokens out of a message", () => {
        const {tokens} = renderPrompt(aModel(SIMPLE), [{role: "user", content: "a<e>b"}], "closed");
        // the template's own three, and none of the message's
        expect(tokens.filter((token) => token >= 1000)).toHaveLength(3);
    });

    it("keeps spaces where the template does", () => {
        const {tokens} = renderPrompt(aModel("{% for m in messages %}[{{ m.content }}]{% endfor %}"), [{role: "user", content: " x "}], "closed");
        expect(text(tokens)).toBe("[ x ]");
    });

    it("begins with BOS where the model wants one and the template does not write it", () => {
        const {tokens, lastTurn} = renderPrompt(aModel("{% for m in messages %}{{ m.content }}{% endfor %}", 7), [{role: "user", content: "x"}], "closed");
        expect(tokens).toEqual([7, "x".charCodeAt(0)]);
        expect(lastTurn).toEqual({from: 1, to: 2});
        expect(
            renderPrompt(aModel(SIMPLE, 1000 + "b".charCodeAt(0)), [{role: "user", content: "x"}], "closed").tokens.filter(
                (t) => t === 1000 + "b".charCodeAt(0)
            )
        ).toHaveLength(1);
    });

    it("writes the same date every day", () => {
        const template =
            "{%- if not date_string is defined %}{%- set date_string = strftime_now('%d %b %Y') %}{%- endif %}{{ date_string }}|{{ strftime_now('%d') }}";
        expect(text(renderPrompt(aModel(template), [{role: "user", content: "x"}], "closed").tokens)).toBe("26 Jul 2024|26 Jul 2024");
    });

    it("writes the date that it is given, as text and not as a part of the template", () => {
        const date = (written: string) =>
            text(renderPrompt(aModel("{{ date_string }}|{{ strftime_now('%d') }}"), [{role: "user", content: "x"}], "closed", written).tokens);
        expect(date("1 Jan 2025")).toBe("1 Jan 2025|1 Jan 2025");
        expect(date("{{ bos_token }}{% endmacro %}")).toBe("{{ bos_token }}{% endmacro %}|{{ bos_token }}{% endmacro %}");
    });

    it("keeps two models' templates apart", () => {
        const [loud, plain] = [aModel("{% for m in messages %}!{{ m.content }}{% endfor %}"), aModel("{% for m in messages %}{{ m.content }}{% endfor %}")];
        const render = (model: TemplateModel) => text(renderPrompt(model, [{role: "user", content: "x"}], "closed").tokens);
        expect([render(loud), render(plain), render(loud)]).toEqual(["!x", "x", "!x"]);
    });

    it("reports a template that refuses the conversation", () => {
        expect(() =>
            renderPrompt(aModel("{% for m in messages %}{{ raise_exception('roles must alternate') }}{% endfor %}"), [{role: "user", content: "x"}], "closed")
        ).toThrowError(expect.objectContaining({code: "file/malformed"}));
    });
});
