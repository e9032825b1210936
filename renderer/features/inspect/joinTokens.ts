/** Tokens that are drawn as one. */
export interface TokenGroup {
    readonly text: string;
    readonly special: boolean;
    /** of its tokens, both inclusive */
    readonly from: number;
    readonly to: number;
}

interface Piece {
    readonly text: string;
    readonly special?: boolean;
}

/** what a token reads as that ends or begins within a character */
const BROKEN = "\uFFFD";
const encoder = new TextEncoder();

/**
 * Puts tokens together that are parts of one character (emoji, scripts that a vocabulary has no tokens for), since none of them can be read alone.
 * @param source the text that was read: gives such characters back; without it they stay the sign for a broken one
 */
export function joinTokens(tokens: readonly Piece[], source = ""): readonly TokenGroup[] {
    const groups: TokenGroup[] = [];
    let read = 0;
    for (let i = 0; i < tokens.length; i++) {
        const {text, special = false} = tokens[i]!;
        if (special || !text.includes(BROKEN)) {
            groups.push({text, special, from: i, to: i});
            if (!special) read = after(source, text, read);
            continue;
        }
        const from = i;
        // a token within a character says nothing of its own
        while (i + 1 < tokens.length && !tokens[i + 1]!.special && (tokens[i + 1]!.text === "" || tokens[i + 1]!.text.includes(BROKEN))) i++;
        const next = tokens.slice(i + 1).find((token) => !token.special && token.text !== "")?.text;
        const end = next === undefined ? source.length : source.indexOf(next, read);
        const whole = end > read ? source.slice(read, end) : BROKEN;
        groups.push(...characters(whole, from, i));
        if (end > read) read = end;
    }
    return groups;
}

/** Where the text goes on after a token; a vocabulary may put a space before the first one. */
function after(source: string, text: string, read: number): number {
    for (const form of [text, text.trimStart()]) {
        const at = form === "" ? -1 : source.indexOf(form, read);
        if (at >= 0) return at + form.length;
    }
    return read;
}

/** Where each token is one byte, each character has its own; else all of them are one. */
function characters(whole: string, from: number, to: number): TokenGroup[] {
    const each = Array.from(whole, (text) => ({text, bytes: encoder.encode(text).length}));
    if (each.reduce((sum, {bytes}) => sum + bytes, 0) !== to - from + 1) return [{text: whole, special: false, from, to}];
    let at = from;
    return each.map(({text, bytes}) => {
        const group = {text, special: false, from: at, to: at + bytes - 1};
        at += bytes;
        return group;
    });
}
