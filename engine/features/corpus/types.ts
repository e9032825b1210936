export interface CorpusTurn {
    readonly role: "system" | "user" | "assistant";
    readonly content: string;
}

/** One text of a corpus: prose, or a conversation that the model's own template is put around. */
export type CorpusDocument = {readonly text: string} | {readonly turns: readonly CorpusTurn[]};

/** A document with what a reader needs to go on after it. */
export interface ReadDocument {
    /** number of the document in the corpus, from 0 */
    readonly index: number;
    readonly document: CorpusDocument;
    /** bytes of the file (as it lies there, compressed or not) up to the end of this document; for progress */
    readonly readBytes: number;
}

export interface Corpus {
    readonly path: string;
    readonly format: "jsonl" | "json" | "text" | "parquet";
    readonly bytes: number;
    /**
     * @param from number of the first document that is wanted; those before it are read over
     * @throws EngineError `file/*`; a document that is none of the known shapes is `file/malformed` with its number
     */
    documents(from?: number): AsyncIterable<ReadDocument>;
}
