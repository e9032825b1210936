/**
 * GBNF of a JSON list of so many strings.
 * @param longest characters of each: a small model may never close one by itself
 */
export const listGrammar = (n: number, longest: number): string => `root ::= "[" item ${`"," item `.repeat(n - 1)}"]"
item ::= "\\"" char{2,${longest}} "\\""
char ::= [^"\\\\\\x00-\\x1f]`;
