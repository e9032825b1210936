import UFuzzy from "@leeoniya/ufuzzy";

/** letters may be left out anywhere; words of every script are words */
const fuzzy = new UFuzzy({
    unicode: true,
    interSplit: "[^\\p{L}\\d']+",
    intraSplit: "\\p{Ll}\\p{Lu}",
    intraBound: "\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}",
    intraChars: ".",
    intraContr: "'\\p{L}{1,2}\\b",
    intraIns: Number.POSITIVE_INFINITY
});

/** all of so many matches are put in order; of more, as after one letter, those that begin like it come first anyway */
const MOST_RANKED = 2000;

export interface Ranked {
    /** place in the list */
    readonly index: number;
    /** starts and ends of what was typed, in turn, `end` exclusive */
    readonly ranges: readonly number[];
}

/** Which of some words are meant by a few letters, the likeliest first. Nothing typed means nothing. */
export function rank(typed: string, words: readonly string[]): readonly Ranked[] {
    const needle = typed.trim();
    if (needle === "") return [];
    const begins = new RegExp(`[^\\p{L}\\d]${needle.toLowerCase().replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}`, "u");
    const [found, info, order] = fuzzy.search(words as string[], needle, 1, MOST_RANKED);
    const all: readonly Ranked[] =
        info !== null && order !== null
            ? order.map((place) => ({index: info.idx[place]!, ranges: info.ranges[place]!}))
            : (found ?? []).map((index) => ({index, ranges: []}));
    // what holds the very letters comes before what holds them here and there, at its beginning above all
    const level = ({index}: Ranked) => {
        const at = ` ${words[index]!.toLowerCase()}`.search(begins);
        return at === 0 ? 0 : at > 0 ? 1 : 2;
    };
    return all
        .map((one, place) => ({one, place, level: level(one)}))
        .sort((a, b) => a.level - b.level || a.place - b.place)
        .map(({one}) => one);
}
