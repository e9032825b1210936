/** Tags as people type them, apart by commas: each once, at most as many and as long as a preset may have. */
export function readTags(text: string): string[] {
    const tags = text
        .split(",")
        .map((tag) => tag.trim().slice(0, 50))
        .filter((tag) => tag !== "");
    return [...new Set(tags)].slice(0, 50);
}
