import type {FeatureValue, TokenReading} from "../../../engine/contract/features.ts";

/** How a token is written on screen: what it says, and a sign for what cannot be seen. */
export interface TokenPiece {
    readonly text: string;
    /** a sign for a line break or for a token without a visible character, shown before the text */
    readonly sign: string | null;
}

export function tokenPiece({text, special}: Pick<TokenReading, "text" | "special">): TokenPiece {
    if (special) return {text, sign: null};
    if (text === "") return {text: "", sign: "∅"};
    if (text.includes("\n")) return {text, sign: "↵".repeat(text.split("\n").length - 1)};
    return {text: text.replaceAll("\t", "→\t"), sign: null};
}

/** Cuts tokens into lines that can be drawn on their own: after a token that ends in a line break, and before one that begins with it. */
export function tokenLines<Token extends Pick<TokenReading, "text" | "special">>(tokens: readonly Token[]): readonly (readonly Token[])[] {
    const lines: Token[][] = [];
    let previous: Token | undefined;
    for (const token of tokens) {
        const isBreak = previous === undefined || (endsLine(previous) && !previous.special) || (beginsLine(token) && !token.special);
        if (isBreak) lines.push([token]);
        else lines.at(-1)?.push(token);
        previous = token;
    }
    return lines;
}

const endsLine = ({text}: Pick<TokenReading, "text">) => text.endsWith("\n");
const beginsLine = ({text}: Pick<TokenReading, "text">) => text.startsWith("\n");

/** What is left to draw of a token that opens a line: the line itself is its first line break. */
export const withoutFirstBreak = (text: string) => (text.startsWith("\n") && text.trim() !== "" ? text.slice(1) : text);

/** How a token is named in words, for labels: spaces and breaks are said. */
export function tokenName(text: string): string {
    if (text === "") return "empty";
    if (text.trim() === "") return text.includes("\n") ? "line break" : "space";
    return text.trim();
}

/** The features that fire in these tokens, strongest first by their highest value on an ordinary token. */
export function strongestFeatures(tokens: readonly TokenReading[]): readonly FeatureValue[] {
    const best = new Map<number, FeatureValue>();
    for (const {top, special} of tokens) {
        if (special) continue;
        for (const value of top) if (value.value > (best.get(value.feature)?.value ?? 0)) best.set(value.feature, value);
    }
    return [...best.values()].sort((a, b) => b.value - a.value);
}
