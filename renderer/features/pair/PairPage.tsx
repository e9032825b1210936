import {Page} from "../../app/Page.tsx";
import {fragmentOf} from "../../app/route.ts";
import {Note} from "../../widgets/Note.tsx";
import {Facts} from "../../widgets/Sheet.tsx";
import {Empty, Loading} from "../../widgets/States.tsx";
import {Tabs} from "../../widgets/Tabs.tsx";
import {dictionaryFacts} from "../library/index.ts";
import {shortName, useEngineStatus, useModelTitle, useWarnings, warningsWords} from "../models/index.ts";
import {HealthSection} from "./HealthSection.tsx";
import {LabelsSection} from "./labels/LabelsSection.tsx";
import styles from "./PairPage.module.css";

interface Props {
    /** id; null: the first that is loaded */
    readonly dictionary: string | null;
    readonly onClose: () => void;
}

/** What a dictionary sees of the model that is loaded, and what its features are called. */
export function PairPage({dictionary, onClose}: Props) {
    const status = useEngineStatus();
    const title = useModelTitle(status);
    const dictionaries = status?.state === "ready" ? status.model.dictionaries : [];
    const chosen = dictionaries.find(({id}) => id === dictionary) ?? dictionaries[0];
    const warnings = useWarnings(status?.state === "ready" ? status.modelId : null, chosen);
    return (
        <Page
            title="Health"
            onClose={onClose}
            aside={
                dictionaries.length > 1 && (
                    <Tabs
                        label="Dictionaries"
                        current={chosen?.id}
                        tabs={dictionaries.map((info) => ({
                            id: info.id,
                            words: shortName(info, dictionaries),
                            href: fragmentOf({page: "pair", dictionary: info.id})
                        }))}
                    />
                )
            }
        >
            {status?.state === "loading" && <Loading what={`${title} is loading`} />}
            {status?.state !== "ready" && status?.state !== "loading" && (
                <Empty title="No model is loaded">
                    Load a model with a dictionary in the <a href={fragmentOf({page: "library", section: "machine"})}>library</a>, then measure what it sees.
                </Empty>
            )}
            {status?.state === "ready" && chosen === undefined && (
                <Empty title="No dictionary is loaded">
                    {title} has none. Choose one for it in the <a href={fragmentOf({page: "library", section: "machine"})}>library</a>.
                </Empty>
            )}
            {status?.state === "ready" && chosen !== undefined && (
                <>
                    <header className={styles.pair}>
                        <p>
                            <strong>{chosen.name}</strong> on <strong>{title}</strong>
                            {status.model.quantization !== undefined && `, ${status.model.quantization}`}
                        </p>
                        <Facts facts={dictionaryFacts(chosen)} />
                    </header>
                    {dictionary !== null && dictionary !== chosen.id && <Note>The dictionary of this address is not loaded; this is another one.</Note>}
                    {warnings.length > 0 && (
                        <div className={styles.warnings} role="status">
                            <Note tone={warnings.some(({level}) => level === "error") ? "bad" : "warning"}>{warningsWords(warnings)}</Note>
                        </div>
                    )}
                    <HealthSection key={chosen.id} dictionary={chosen} />
                    <LabelsSection key={`labels ${chosen.id}`} dictionary={chosen} />
                </>
            )}
        </Page>
    );
}
