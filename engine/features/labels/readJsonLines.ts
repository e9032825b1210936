import {malformedLabels, tooLargeLabels} from "./labelFileErrors.ts";
import {rawLabels} from "./rawLabels.ts";
import {type LabelChunk, type LabelText, MAX_ENTRY, type RawLabel} from "./types.ts";

/** JSON Lines: one label, or one feature with its labels, per line. Neuronpedia's when a line names model and layer. */
export async function* readJsonLines({path, chunks}: LabelText): AsyncGenerator<LabelChunk, void, void> {
    let number = 0;
    let format: LabelChunk["format"] = "json";
    const parse = (line: string): RawLabel[] => {
        number++;
        if (line.trim() === "") return [];
        let value: unknown;
        try {
            value = JSON.parse(line);
        } catch (cause) {
            throw malformedLabels(path, `line ${number}: ${(cause as Error).message}`, cause);
        }
        const labels = rawLabels(value);
        if (labels.some(({origin}) => origin !== undefined)) format = "neuronpedia";
        return labels;
    };
    // a line that is not whole yet, in pieces: a long one is not searched again with every piece
    let begun: string[] = [];
    let begunLength = 0;
    for await (const chunk of chunks) {
        const end = chunk.lastIndexOf("\n");
        if (end >= 0) {
            const labels = [...begun, chunk.slice(0, end)].join("").split("\n").flatMap(parse);
            if (labels.length > 0) yield {format, labels};
            begun = [];
            begunLength = 0;
        }
        begun.push(chunk.slice(end + 1));
        begunLength += chunk.length - end - 1;
        if (begunLength > MAX_ENTRY) throw tooLargeLabels(path, MAX_ENTRY, begunLength, `line ${number + 1}`);
    }
    const labels = parse(begun.join(""));
    if (labels.length > 0) yield {format, labels};
}
