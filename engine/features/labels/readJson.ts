import {Tokenizer, TokenParser, TokenType} from "@streamparser/json";
import {malformedLabels, tooLargeLabels} from "./labelFileErrors.ts";
import {labelParts, ownFields, rawLabels} from "./rawLabels.ts";
import {type LabelChunk, type LabelText, MAX_ENTRY, type RawLabel} from "./types.ts";

/** Deeper than any label file; shallow enough that a file of nothing but brackets costs nothing. */
const MAX_DEPTH = 32;

/** Where a document that is no list and not keyed by feature has its list. */
const LISTS: ReadonlySet<string> = new Set(["labels", "explanations", "features", "data"]);

/**
 * One JSON document, entry by entry, so that a large one is never in memory as a whole. A list of labels or of texts (the n-th is feature n's);
 * an object keyed by feature; an object around a list: Saelor's own `*.labels.json`, Neuronpedia's answers.
 * @throws EngineError `file/malformed`, `file/too-large` (one entry)
 */
export async function* readJson({path, chunks}: LabelText): AsyncGenerator<LabelChunk, void, void> {
    const document = entryCollector();
    const tokens = new Tokenizer();
    const values = new TokenParser({paths: ["$.*", ...[...LISTS].map((list) => `$.${list}.*`)], keepStack: false});
    let depth = 0;
    let failure: Error | undefined;
    // both parsers would otherwise throw through each other's state
    tokens.onError = values.onError = (error) => {
        failure ??= error;
    };
    tokens.onToken = (token) => {
        if (token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET) depth++;
        if (token.token === TokenType.RIGHT_BRACE || token.token === TokenType.RIGHT_BRACKET) depth--;
        if (depth > MAX_DEPTH) throw malformedLabels(path, `nested deeper than ${MAX_DEPTH} levels`);
        if (failure === undefined) values.write(token);
    };
    values.onValue = ({value, key, stack}) => document.take(key, value, stack.length > 1 ? stack[1]!.key : undefined);
    const refuse = () => {
        if (failure !== undefined) throw malformedLabels(path, failure.message, failure);
    };

    let sinceEntry = 0;
    for await (const chunk of chunks) {
        tokens.write(chunk);
        refuse();
        const {entries, labels} = document.collected();
        sinceEntry = entries > 0 ? 0 : sinceEntry + chunk.length;
        if (sinceEntry > MAX_ENTRY) throw tooLargeLabels(path, MAX_ENTRY, sinceEntry, "one entry of the document");
        if (labels.length > 0) yield {format: document.format(), labels};
    }
    if (!tokens.isEnded) tokens.end();
    refuse();
    if (!values.isEnded) throw malformedLabels(path, "the document ends too early");
    // the name of the format may come after the last label
    yield {format: document.format(), labels: document.collected().labels};
}

/** Turns the entries of a document into labels, remembering what the document says of all of them. */
function entryCollector() {
    let around: Partial<RawLabel> = {};
    const header: Record<string, unknown> = Object.create(null);
    let neuronpedia = false;
    let entries = 0;
    let labels: RawLabel[] = [];
    const add = (more: readonly RawLabel[]) => {
        for (const label of more) {
            neuronpedia ||= label.origin !== undefined;
            labels.push(label);
        }
    };
    return {
        /** @param list name of the list that the entry is in; undefined: an entry of the document itself */
        take(key: string | number | undefined, value: unknown, list: string | number | undefined): void {
            entries++;
            if (list !== undefined) add(rawLabels(value, around));
            else if (typeof key === "number") add(rawLabels(value, typeof value === "string" ? {index: key} : {}));
            else if (key !== undefined && /^\d+$/.test(key)) add(rawLabels(value, {...around, index: key}));
            else if (key !== undefined && !LISTS.has(key) && typeof value !== "object") {
                Object.assign(header, ownFields({[key]: value}));
                around = labelParts(header);
            }
        },
        /** what came since the last call */
        collected() {
            const now = {entries, labels};
            entries = 0;
            labels = [];
            return now;
        },
        format: (): LabelChunk["format"] => (neuronpedia ? "neuronpedia" : typeof header.dictionary === "string" ? "saelor" : "json")
    };
}
