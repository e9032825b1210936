import type {Label, LabelFormat} from "../../contract/index.ts";
import type {Finish, SourcedLabel} from "../../store/labelImportQueries.ts";
import type {Store} from "../../store/openStore.ts";

/** Holds an import's labels against those in force, so that only what is new or different is written. */
export function labelComparison(store: Store, dictionary: string) {
    const touched = new Map<string, Set<number>>();
    const kept = new Set<number>();
    const outdated = new Set<number>();

    const compare = (label: SourcedLabel, present: readonly Label[]): SourcedLabel | undefined => {
        const features = touched.get(label.source);
        if (features === undefined) touched.set(label.source, new Set([label.feature]));
        else features.add(label.feature);
        const old = present.find((one) => saysTheSame(one, label));
        if (old === undefined) return label;
        // what the file does not tell is not forgotten
        const {score = old.score, evidence = old.evidence, createdAt = old.createdAt} = label;
        const {model = old.model, method = old.method} = label;
        if (score === old.score && evidence === old.evidence && createdAt === old.createdAt) {
            kept.add(old.id);
            return undefined;
        }
        outdated.add(old.id);
        return {...label, score, evidence, createdAt, model, method};
    };

    return {
        /** those that are new or different */
        changed(labels: readonly SourcedLabel[]): SourcedLabel[] {
            const present = store.labels.ofFeatures(dictionary, [...new Set(labels.map(({feature}) => feature))]);
            return labels.map((label) => compare(label, present.get(label.feature) ?? [])).filter((label) => label !== undefined);
        },
        /** whose labels were compared */
        sources: (): string[] => [...touched.keys()],
        /** Neuronpedia's batches add to what is there; a file that people edit replaces what its source said of the features in it. */
        replaces(format: LabelFormat): Finish["replaces"] {
            if (format === "neuronpedia") return ({id}) => outdated.has(id);
            return ({id, feature, source}) => !kept.has(id) && touched.get(source)?.has(feature) === true;
        }
    };
}

/** Whether it is the same statement; what a file does not tell of who made it speaks against nothing. */
function saysTheSame(old: Label, {source, description, model = old.model, method = old.method}: SourcedLabel): boolean {
    return old.source === source && old.description === description && old.model === model && old.method === method;
}
