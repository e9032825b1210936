import {malformedLabels} from "./labelFileErrors.ts";
import {isLabelRow} from "./rawLabels.ts";
import {findCsvColumns, readCsv} from "./readCsv.ts";
import {readJson} from "./readJson.ts";
import {readJsonLines} from "./readJsonLines.ts";
import type {LabelChunk, LabelText} from "./types.ts";

/** Characters; the first row of a published file with its embedding fits in. */
const HEAD = 256 * 1024;

/**
 * The labels in a text, whichever of the known formats it is in: told by its content.
 * @throws EngineError `file/malformed`, `file/too-large`, and what reading the text throws
 */
export async function* readLabelText({path, chunks}: LabelText): AsyncGenerator<LabelChunk, void, void> {
    const {head, all} = await peekText(chunks);
    const text = {path, chunks: all};
    const start = head.trimStart()[0];
    if (start === "[") yield* readJson(text);
    else if (start === "{") yield* isJsonLines(head.trimStart()) ? readJsonLines(text) : readJson(text);
    else {
        const columns = findCsvColumns(head);
        if (columns === undefined) {
            const detail = start === undefined ? "the file is empty" : "neither JSON nor a table with the columns index and description";
            throw malformedLabels(path, detail);
        }
        yield* readCsv(text, columns);
    }
}

/** Whether each line is a document by itself. A document that happens to have no line breaks is one if it is a label. */
function isJsonLines(head: string): boolean {
    const end = head.indexOf("\n");
    let first: unknown;
    try {
        first = JSON.parse(end < 0 ? head : head.slice(0, end));
    } catch {
        return false;
    }
    return (end >= 0 && head.slice(end).trim() !== "") || isLabelRow(first);
}

async function peekText(chunks: AsyncIterable<string>): Promise<{head: string; all: AsyncIterable<string>}> {
    const rest = chunks[Symbol.asyncIterator]();
    let head = "";
    let next = await rest.next();
    for (; !next.done; next = await rest.next()) {
        head += next.value;
        if (head.length >= HEAD) break;
    }
    return {
        head,
        all: (async function* () {
            try {
                if (head !== "") yield head;
                if (!next.done) for (next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
            } finally {
                await rest.return?.();
            }
        })()
    };
}
