import {useQuery} from "@tanstack/react-query";
import {queries} from "../../../app/engine.ts";
import {Section, sheet} from "../../../widgets/Sheet.tsx";
import {Empty, Failed, Loading} from "../../../widgets/States.tsx";
import {CatalogueCard} from "./CatalogueCard.tsx";
import {RepositorySearch} from "./RepositorySearch.tsx";
import {TokenSection} from "./TokenSection.tsx";

/** What can be had: Saelor's own list, and any repository by its name. */
export function DiscoverSection() {
    const catalogue = useQuery(queries.library.catalogue.queryOptions());
    return (
        <>
            <Section title="Known pairs" about="Models with dictionaries that were trained on them. The list comes with Saelor; showing it asks nobody.">
                {catalogue.isPending && <Loading what="Opening the list" />}
                {catalogue.isError && <Failed error={catalogue.error} onRetry={() => void catalogue.refetch()} />}
                {catalogue.data?.length === 0 && <Empty title="The list is empty">Any repository can be looked at below.</Empty>}
                {catalogue.data !== undefined && catalogue.data.length > 0 && (
                    <ul className={sheet.sheet} aria-label="Known pairs">
                        {catalogue.data.map((entry) => (
                            <CatalogueCard key={entry.id} entry={entry} />
                        ))}
                    </ul>
                )}
            </Section>
            <RepositorySearch />
            <TokenSection />
        </>
    );
}
