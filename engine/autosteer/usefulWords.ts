import {foldWords} from "../features/list/foldWords.ts";

/** Words of a specification that say how to ask rather than for what. */
const HOW = new Set(
    "a an the and or but of to in on at by for with from as is are be been it its this that these those you your i me my we our they them their like always every please should must can could will would do does don not no make makes made use uses using give answer answers answering reply replies respond responds response talk talks talking speak speaks speaking write writes writing say says sound sounds act acts when if so more much very about way style manner".split(
        " "
    )
);

/** Words of a specification by which labels can be looked for; all of them where none says anything. */
export function usefulWords(specification: string): string[] {
    const words = [...new Set(foldWords(specification))];
    const useful = words.filter((word) => word.length > 1 && !HOW.has(word));
    return useful.length > 0 ? useful : words;
}
