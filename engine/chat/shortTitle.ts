const LONGEST = 60;

/** A conversation's name from its first message: its beginning, cut between words. */
export function shortTitle(message: string): string {
    const line = message.replace(/\s+/g, " ").trim();
    const letters = [...line];
    if (letters.length <= LONGEST) return line;
    const cut = letters.slice(0, LONGEST).join("");
    const lastSpace = cut.lastIndexOf(" ");
    return `${lastSpace > LONGEST / 2 ? cut.slice(0, lastSpace) : cut}…`;
}
