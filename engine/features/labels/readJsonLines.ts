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
    let begun = "";
    for await (const chunk of chunks) {
        const lines = (begun + chunk).split("\n");
        begun = lines.pop()!;
        if (begun.length > MAX_ENTRY) throw tooLargeLabels(path, MAX_ENTRY, begun.length, `line ${number + lines.length + 1}`);
        const labels = lines.flatMap(parse);
        if (labels.length > 0) yield {format, labels};
    }
    const labels = parse(begun);
    if (labels.length > 0) yield {format, labels};
}
