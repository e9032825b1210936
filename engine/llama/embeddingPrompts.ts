interface Prompts {
    readonly query: string;
    readonly document: string;
}

/** What makers of embedding models say to write before a text, by a part of the model's name. Of others nothing is known, and nothing is written. */
const KNOWN: readonly (readonly [name: RegExp, prompts: Prompts])[] = [
    [/nomic-embed/, {query: "search_query: ", document: "search_document: "}],
    [/\be5\b/, {query: "query: ", document: "passage: "}],
    [/embeddinggemma|embedding-gemma/, {query: "task: search result | query: ", document: "title: none | text: "}],
    [/bge.*-en|mxbai-embed/, {query: "Represent this sentence for searching relevant passages: ", document: ""}]
];

/** How a model is told what a text is for. @param name as the model's file gives it */
export function embeddingPrompts(name: string) {
    const plain = name.toLowerCase().replaceAll(/[\s_]+/g, "-");
    const prompts = KNOWN.find(([known]) => known.test(plain))?.[1];
    return {prompt: (text: string, as: "query" | "document") => `${prompts?.[as] ?? ""}${text}`};
}
