import type {DictionaryFile} from "../../dictionaries/index.ts";
import type {SourcedLabel} from "../../store/labelImportQueries.ts";
import {USER_SOURCE} from "../../store/labelQueries.ts";
import {malformedLabels, tooLargeLabels} from "./labelFileErrors.ts";
import {skippedLabels} from "./skippedLabels.ts";
import {tidyLabel} from "./tidyLabel.ts";
import {contradiction, type Origin} from "./trainedFor.ts";
import type {RawLabel, SkipReason} from "./types.ts";

export const NEURONPEDIA_SOURCE = "neuronpedia";

/** What one source may say of one feature; published dictionaries have one to three. */
const MAX_PER_FEATURE = 64;
/** On average; more than that is no file of labels. */
const MAX_LABELS_PER_FEATURE = 16;
const LEAST_MAX_LABELS = 1000;
/** From this share on, labels that fit nowhere mean that the file is for another dictionary. */
const TOO_MANY = 0.25;

interface Names {
    /** whatever the file says */
    readonly source: string | undefined;
    /** where the file says nothing */
    readonly fallback: string;
}

/** Lets through what may be stored of a file's labels, and tells what it kept back. */
export function labelSieve(dictionary: DictionaryFile, {source: forced, fallback}: Names) {
    const {nFeatures, name} = dictionary;
    const skipped = skippedLabels();
    const seen = new Set<string>();
    const crowd = new Map<string, number>();
    let read = 0;
    let passed = 0;
    let oddScores = 0;
    let origin: Origin | undefined;
    let example: {readonly index: unknown; readonly place: number} | undefined;

    const sift = (raw: RawLabel): SourcedLabel | SkipReason => {
        read++;
        const from = originOf(raw);
        origin ??= from;
        if (from !== undefined && (from.modelId !== origin?.modelId || from.layer !== origin.layer)) return "foreign";
        const tidy = tidyLabel(raw, nFeatures, forced ?? (raw.origin === undefined ? fallback : NEURONPEDIA_SOURCE));
        if (typeof tidy === "string") {
            if (tidy === "outside" || tidy === "unnumbered") example ??= {index: raw.index, place: read};
            return tidy;
        }
        const {oddScore, ...label} = {...tidy, ...(forced !== undefined && {source: forced})};
        const {feature, source, description, model = "", method = ""} = label;
        const key = `${feature}\0${source}`;
        const content = `${key}\0${model}\0${method}\0${description}`;
        if (seen.has(content)) return "repeated";
        const n = crowd.get(key) ?? 0;
        if (n >= (source === USER_SOURCE ? 1 : MAX_PER_FEATURE)) return "crowded";
        seen.add(content);
        crowd.set(key, n + 1);
        if (oddScore) oddScores++;
        return label;
    };

    return {
        pass(raws: readonly RawLabel[]): SourcedLabel[] {
            const labels: SourcedLabel[] = [];
            for (const raw of raws) {
                const label = sift(raw);
                if (typeof label === "string") skipped.add(label);
                else labels.push(label);
            }
            passed += labels.length;
            const limit = Math.max(LEAST_MAX_LABELS, nFeatures * MAX_LABELS_PER_FEATURE);
            if (passed > limit) throw tooLargeLabels(name, limit, passed, "number of labels");
            return labels;
        },
        /** how many labels may be stored so far */
        passed: (): number => passed,
        /** @throws EngineError `file/malformed` when there are no labels, or so many fit nowhere that they are another dictionary's */
        refuseWrongFile(path: string): void {
            if (read === 0) throw malformedLabels(path, "no labels in it");
            const outside = skipped.count("outside");
            const shown = JSON.stringify(example?.index)?.slice(0, 40);
            if (outside > read * TOO_MANY)
                throw malformedLabels(
                    path,
                    `${outside} of ${read} labels are for features that ${name} lacks, like feature ${shown}: it has 0 to ${nFeatures - 1}`
                );
            const unnumbered = skipped.count("unnumbered");
            if (unnumbered > read * TOO_MANY)
                throw malformedLabels(path, `${unnumbered} of ${read} labels have no feature number, like the one at place ${example?.place}: ${shown}`);
        },
        /** @param ownKept labels that gave way to newer ones of the user's own */
        report(ownKept: number) {
            skipped.add("own", ownKept);
            const warnings = [
                origin === undefined ? undefined : contradiction(origin, dictionary),
                oddScores === 0 ? undefined : `${oddScores} scores are not between 0 and 1 and were left out`
            ].filter((warning) => warning !== undefined);
            return {
                skipped: skipped.total(),
                skippedBecause: skipped.because(),
                warning: warnings.length === 0 ? undefined : warnings.join("; ")
            };
        }
    };
}

function originOf({origin}: RawLabel): Origin | undefined {
    if (typeof origin?.modelId !== "string" || typeof origin.layer !== "string") return undefined;
    return {modelId: origin.modelId.slice(0, 100), layer: origin.layer.slice(0, 100)};
}
