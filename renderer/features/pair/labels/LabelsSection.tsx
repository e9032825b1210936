import {useQuery} from "@tanstack/react-query";
import type {DictionaryInfo} from "../../../../engine/contract/models.ts";
import {queries} from "../../../app/engine.ts";
import {count} from "../../../widgets/numbers.ts";
import {Section, sheet} from "../../../widgets/Sheet.tsx";
import {Empty, Failed, Loading} from "../../../widgets/States.tsx";
import {LabelExport} from "./LabelExport.tsx";
import {LabelImport} from "./LabelImport.tsx";
import styles from "./Labels.module.css";
import {SourceRow} from "./SourceRow.tsx";

/** Who described the features of a dictionary: import, export, take out. */
export function LabelsSection({dictionary}: {readonly dictionary: DictionaryInfo}) {
    const sources = useQuery(queries.labels.sources.queryOptions({input: {dictionary: dictionary.id}}));
    const features = (sources.data ?? []).reduce((most, source) => Math.max(most, source.features), 0);
    return (
        <Section title="Labels" about="What the features mean, and who says so. A feature may have several.">
            {sources.isPending && <Loading what="Counting the labels" />}
            {sources.isError && <Failed error={sources.error} onRetry={() => void sources.refetch()} />}
            {sources.data?.length === 0 && <Empty title="No labels yet">Without them, features are found by number and by the tokens that they fire on.</Empty>}
            {sources.data !== undefined && sources.data.length > 0 && (
                <>
                    <ul className={sheet.sheet} aria-label="Sources of labels">
                        {sources.data.map((source) => (
                            <SourceRow key={source.source} dictionary={dictionary.id} source={source} />
                        ))}
                    </ul>
                    <p className={styles.hint}>
                        The largest source describes {count(features)} of {count(dictionary.nFeatures)} features.
                    </p>
                </>
            )}
            <LabelImport dictionary={dictionary} />
            {sources.data !== undefined && sources.data.length > 0 && <LabelExport dictionary={dictionary} sources={sources.data} />}
        </Section>
    );
}
