/** C0 and C1 controls, line and paragraph separators: one space each, so that words stay apart. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** What turns the direction of all that follows on a line, and a byte order mark out of place. */
const INVISIBLE = /[\u202a-\u202e\u2066-\u2069\ufeff]/g;

/**
 * Text of unknown origin as it may be stored and shown on one line: no control characters, no bidirectional overrides (which make other
 * text on the line read backwards), no half surrogates, no space around it. Cleaning clean text changes nothing.
 */
export function cleanText(text: string): string {
    return text.toWellFormed().replace(INVISIBLE, "").replace(CONTROLS, " ").trim();
}
