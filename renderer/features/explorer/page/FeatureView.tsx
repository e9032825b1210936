import {useQuery} from "@tanstack/react-query";
import type {FeatureId} from "../../../../engine/contract/ids.ts";
import type {DictionaryInfo} from "../../../../engine/contract/models.ts";
import {queries} from "../../../app/engine.ts";
import {fragmentOf} from "../../../app/route.ts";
import {Empty, Failed, Loading} from "../../../widgets/States.tsx";
import {Examples} from "./Examples.tsx";
import {FeatureHeader} from "./FeatureHeader.tsx";
import styles from "./FeatureView.module.css";
import {Firing} from "./Firing.tsx";
import {Labels} from "./Labels.tsx";
import {LogitLists} from "./LogitLists.tsx";
import {NotHarvested} from "./NotHarvested.tsx";
import {Companions, Neighbours} from "./Related.tsx";
import {TryText} from "./TryText.tsx";

interface Props {
    readonly dictionary: DictionaryInfo;
    readonly feature: FeatureId;
    /** it is in the steering panel of the conversation */
    readonly steered: boolean;
    readonly onSteer: (feature: FeatureId) => void;
    readonly onChat: () => void;
    readonly onClose: () => void;
}

/** Everything that is known of one feature. */
export function FeatureView({dictionary, feature, steered, onSteer, onChat, onClose}: Props) {
    const input = {dictionary: dictionary.id, feature};
    const query = useQuery(queries.features.page.queryOptions({input}));
    const header = (
        <FeatureHeader
            dictionary={dictionary}
            feature={feature}
            known={query.data?.feature}
            steered={steered}
            onSteer={query.isSuccess ? () => onSteer(feature) : null}
            onChat={onChat}
            onClose={onClose}
        />
    );
    if (query.isPending) {
        return (
            <Shell header={header} feature={feature}>
                <Loading what="Opening the feature" />
            </Shell>
        );
    }
    if (query.isError) {
        const isModerated = "code" in query.error && query.error.code === "feature/moderated";
        return (
            <Shell header={header} feature={feature}>
                <Failed error={query.error} {...(isModerated ? {} : {onRetry: () => void query.refetch()})} />
                {isModerated && (
                    <Empty title="It is neither shown nor steered">
                        The <a href={fragmentOf({page: "moderation", dictionary: dictionary.id})}>moderation page</a> tells why, and gives research access.
                    </Empty>
                )}
            </Shell>
        );
    }
    const {harvest, stats, examples, companions} = query.data;
    const strongest = stats?.max ?? query.data.feature.maxActivation ?? 0;
    return (
        <Shell header={header} feature={feature}>
            {/* in the order in which a narrow screen shows them: what a feature fires on says more than how often */}
            <div className={styles.columns}>
                <div className={styles.labels}>
                    <Labels dictionary={dictionary.id} feature={query.data.feature} />
                </div>
                <div className={styles.texts}>
                    <TryText dictionary={dictionary.id} feature={feature} strongest={strongest} />
                    {harvest === undefined ? (
                        <NotHarvested dictionary={dictionary} />
                    ) : (
                        <Examples key={feature} examples={examples} maximum={strongest} count={stats?.count ?? 0} />
                    )}
                </div>
                <div className={styles.figures}>
                    {harvest !== undefined && <Firing harvest={harvest} stats={stats} />}
                    <LogitLists dictionary={dictionary.id} feature={feature} />
                </div>
                <div className={styles.related}>
                    <Neighbours dictionary={dictionary.id} feature={feature} />
                    {harvest !== undefined && <Companions dictionary={dictionary.id} companions={companions} exact={harvest.exactCompanions} />}
                </div>
            </div>
        </Shell>
    );
}

interface ShellProps {
    readonly header: React.ReactNode;
    readonly feature: FeatureId;
    readonly children: React.ReactNode;
}

function Shell({header, feature, children}: ShellProps) {
    return (
        <section className={styles.view} aria-label={`Feature ${feature}`}>
            {header}
            {children}
        </section>
    );
}
