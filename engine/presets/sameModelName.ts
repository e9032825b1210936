/**
 * Whether two names are plainly those of one model: a repository's, a GGUF's own and a file's spell it differently. Another size, version or training is another
 * model: `Llama-3.1-8B` is not `Llama-3.1-8B-Instruct`.
 */
export function sameModelName(one: string, other: string): boolean {
    const [a, b] = [bare(one), bare(other)];
    return a !== "" && a === b;
}

/** Without the owner, the file's ending, the quantisation and all that is no letter or digit. */
function bare(name: string): string {
    const [last = ""] = name.trim().toLowerCase().split(/[/\\]/).slice(-1);
    return last
        .replace(/\.gguf$/, "")
        .replace(/[-_. ]gguf$/, "")
        .replace(/[-_. ](i?q\d\w*|f16|bf16|f32)$/, "")
        .replaceAll(/[^\p{L}\p{N}]/gu, "")
        .replace(/^meta(?=llama)/, "");
}
