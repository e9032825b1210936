import {Page} from "../../app/Page.tsx";
import {fragmentOf} from "../../app/route.ts";
import {Empty, Loading} from "../../widgets/States.tsx";
import {Tabs} from "../../widgets/Tabs.tsx";
import {shortName, useEngineStatus} from "../models/index.ts";
import {AccessSection} from "./AccessSection.tsx";
import {AuditSection} from "./AuditSection.tsx";
import {CategoriesSection} from "./CategoriesSection.tsx";
import {CountsSection} from "./CountsSection.tsx";
import {ListSection} from "./ListSection.tsx";
import {ProposalsSection} from "./ProposalsSection.tsx";

interface Props {
    /** id; null: the first that is loaded */
    readonly dictionary: string | null;
    readonly onClose: () => void;
}

/** Which features nobody sees or steers, and why; and who may all the same. */
export function ModerationPage({dictionary, onClose}: Props) {
    const status = useEngineStatus();
    const dictionaries = status?.state === "ready" ? status.model.dictionaries : [];
    const chosen = dictionaries.find(({id}) => id === dictionary) ?? dictionaries[0];
    return (
        <Page
            title="Moderation"
            onClose={onClose}
            aside={
                dictionaries.length > 1 && (
                    <Tabs
                        label="Dictionaries"
                        current={chosen?.id}
                        tabs={dictionaries.map((info) => ({
                            id: info.id,
                            words: shortName(info, dictionaries),
                            href: fragmentOf({page: "moderation", dictionary: info.id})
                        }))}
                    />
                )
            }
        >
            {status?.state === "loading" && <Loading what={`${status.name} is loading`} />}
            {status === null && <Loading what="Connecting to the engine" />}
            {chosen === undefined && status !== null && status.state !== "loading" && (
                <Empty title="No dictionary is loaded">
                    Load a model with one in the <a href={fragmentOf({page: "library", section: "machine"})}>library</a>, to see which of its features are
                    moderated.
                </Empty>
            )}
            {chosen !== undefined && (
                <div key={chosen.id}>
                    <CountsSection dictionary={chosen} />
                    <ProposalsSection dictionary={chosen} />
                    <ListSection dictionary={chosen} />
                    <AccessSection dictionary={chosen} />
                    <CategoriesSection />
                    <AuditSection dictionary={chosen} />
                </div>
            )}
        </Page>
    );
}
