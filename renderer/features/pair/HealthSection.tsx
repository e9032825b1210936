import {useQuery} from "@tanstack/react-query";
import {useState} from "react";
import type {DictionaryInfo} from "../../../engine/contract/models.ts";
import {queries} from "../../app/engine.ts";
import {Section} from "../../widgets/Sheet.tsx";
import {Empty, Failed, Loading} from "../../widgets/States.tsx";
import {MeasureForm} from "./MeasureForm.tsx";
import {useMeasurement} from "./measurements.ts";
import {ReportList} from "./ReportList.tsx";
import {ReportView} from "./ReportView.tsx";

/** Measures a dictionary on the loaded model, and shows what came out, now and before. */
export function HealthSection({dictionary}: {readonly dictionary: DictionaryInfo}) {
    const reports = useQuery(queries.pairs.reports.queryOptions({input: {dictionary: dictionary.id}}));
    const measurement = useMeasurement(dictionary.id);
    const [shownId, setShownId] = useState<string | null>(null);
    const [comparedId, setComparedId] = useState<string | null>(null);
    const all = reports.data ?? [];
    const report = all.find(({id}) => id === shownId) ?? all[0];
    const compared = all.find(({id}) => id === comparedId && id !== report?.id);
    return (
        <Section title="What it sees" about="Reads a text through the model, with and without the dictionary in between. Nothing is sent anywhere.">
            <MeasureForm dictionary={dictionary} measurement={measurement} onReport={(made) => setShownId(made.id)} />
            {reports.isPending && <Loading what="Opening earlier reports" />}
            {reports.isError && <Failed error={reports.error} onRetry={() => void reports.refetch()} />}
            {reports.isSuccess && report === undefined && measurement === null && (
                <Empty title="Not measured yet">Measuring shows what the quantisation of this model did to the dictionary, beside what its card says.</Empty>
            )}
            {report !== undefined && (
                <>
                    <ReportView report={report} compared={compared} />
                    <ReportList reports={all} shownId={report.id} comparedId={compared?.id ?? null} onShow={setShownId} onCompare={setComparedId} />
                </>
            )}
        </Section>
    );
}
