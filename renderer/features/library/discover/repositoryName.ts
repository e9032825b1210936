/** Reads `owner/name`, also out of the repository's address. @returns null for anything else */
export function readRepositoryName(text: string): string | null {
    const path = text.trim().replace(/^(https?:\/\/)?(www\.)?(huggingface\.co|hf\.co)\//i, "");
    const match = /^([\w.-]+\/[\w.-]+)(?:\/(?:tree|blob|resolve)\/.*)?\/?$/.exec(path);
    return match?.[1] ?? null;
}
