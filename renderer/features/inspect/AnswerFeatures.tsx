import {useQuery} from "@tanstack/react-query";
import {useMemo, useState} from "react";
import type {Message} from "../../../engine/contract/chat.ts";
import type {Aggregate} from "../../../engine/contract/featurePages.ts";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import {queries} from "../../app/engine.ts";
import {Failed, Loading} from "../../widgets/States.tsx";
import {aggregateReadings} from "./aggregateReadings.ts";
import {InspectionView} from "./InspectionView.tsx";
import styles from "./TokenView.module.css";

interface Props {
    readonly message: Message;
    readonly dictionary: string;
    readonly onSteer: (feature: FeatureId) => void;
}

/** as many features of a token as the engine tells */
const PER_TOKEN = 64;
const K = 60;

/** Which features fire in one message, under the edits that it was written with. */
export function AnswerFeatures({message, dictionary, onSteer}: Props) {
    const [aggregate, setAggregate] = useState<Aggregate>("max");
    const reading = useQuery(queries.chat.inspect.queryOptions({input: {messageId: message.id, dictionary, k: PER_TOKEN, features: []}}));
    const tokens = reading.data?.tokens;
    const inspection = useMemo(() => (tokens === undefined ? null : aggregateReadings(tokens, aggregate, K)), [tokens, aggregate]);
    if (reading.isError) return <Failed error={reading.error} onRetry={() => void reading.refetch()} />;
    if (inspection === null) return <Loading what="Reading every feature of this message" />;
    return (
        <>
            <InspectionView dictionary={dictionary} inspection={inspection} aggregate={aggregate} onAggregate={setAggregate} onSteer={onSteer} />
            {tokens?.some(({top}) => top.length === PER_TOKEN) && (
                <p className={styles.silent}>On some tokens more than {PER_TOKEN} features fire; only the strongest of each are added up.</p>
            )}
        </>
    );
}
