/** How many tokens some texts begin with alike, leaving at least one of each. */
export function commonStart(texts: readonly (readonly number[])[]): number {
    let common = 0;
    while (texts.every((tokens) => common < tokens.length - 1 && tokens[common] === texts[0]![common])) common++;
    return common;
}
