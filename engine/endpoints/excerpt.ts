/** As much of an answer as a person needs to see what it was, on one line: controls, overrides of direction and half surrogates are no part of it. */
export const excerpt = (text: string): string => (text.trim() === "" ? "nothing" : `"${text.slice(0, 120).toWellFormed().replace(/\p{C}/gu, " ").trim()}"`);
