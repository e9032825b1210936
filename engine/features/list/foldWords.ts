/** Nothing but what is folded already. */
const PLAIN = /^[\x20-\x7e]*$/;

/** The words of a text as they are looked for: small letters, without accents, in the order of the text. */
export function foldWords(text: string): string[] {
    if (PLAIN.test(text)) return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    return (
        text
            .normalize("NFKD")
            .replace(/\p{M}+/gu, "")
            .toLowerCase()
            .match(/[\p{L}\p{N}]+/gu) ?? []
    );
}
