/** GBNF of a JSON list of so many strings. */
export const listGrammar = (n: number): string => `root ::= "[" item ${`"," item `.repeat(n - 1)}"]"
item ::= "\\"" char char+ "\\""
char ::= [^"\\\\\\x00-\\x1f]`;
