/** What a reason may hold; a longer one is cut, because leaving its feature out would be worse. */
const MAX_TEXT = 1000;

/** As it may be stored and shown on one line: no control characters, nothing that turns the direction of a line. */
export function tidyText(text: string): string {
    const shown = text.toWellFormed().replace(/[\u202a-\u202e\u2066-\u2069\ufeff]/g, "");
    return shown
        .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
        .trim()
        .slice(0, MAX_TEXT);
}
