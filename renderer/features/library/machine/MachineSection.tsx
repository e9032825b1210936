import {useEffect} from "react";
import {fragmentOf} from "../../../app/route.ts";
import {Section, sheet} from "../../../widgets/Sheet.tsx";
import {Empty, Failed, Loading} from "../../../widgets/States.tsx";
import {useEngineStatus} from "../../models/index.ts";
import {refreshLibrary, useDictionaries, useModels} from "../useLibrary.ts";
import {LoneDictionaries} from "./LoneDictionaries.tsx";
import {ModelCard} from "./ModelCard.tsx";

/** The models and dictionaries that Saelor knows on this machine. */
export function MachineSection() {
    const models = useModels();
    const dictionaries = useDictionaries();
    const status = useEngineStatus();
    // files come and go without telling
    useEffect(() => void refreshLibrary(), []);
    const activeId = status !== null && status.state !== "empty" ? status.modelId : null;
    return (
        <>
            <Section title="Models" about="Each loads with the dictionaries that it is paired with.">
                {models.isPending && <Loading what="Looking for models" />}
                {models.isError && <Failed error={models.error} onRetry={() => void models.refetch()} />}
                {models.data?.length === 0 && (
                    <Empty title="No models yet">
                        <a href={fragmentOf({page: "library", section: "discover"})}>Discover</a> fetches one with its dictionary,{" "}
                        <a href={fragmentOf({page: "library", section: "import"})}>Import</a> takes one that is here.
                    </Empty>
                )}
                {models.data !== undefined && models.data.length > 0 && (
                    <ul className={sheet.sheet} aria-label="Models on this machine">
                        {models.data.map((model) => (
                            <ModelCard key={model.id} model={model} status={model.id === activeId ? status : null} dictionaries={dictionaries.data ?? []} />
                        ))}
                    </ul>
                )}
            </Section>
            {dictionaries.isError && <Failed error={dictionaries.error} onRetry={() => void dictionaries.refetch()} />}
            {dictionaries.data !== undefined && <LoneDictionaries entries={dictionaries.data} models={models.data ?? []} />}
        </>
    );
}
