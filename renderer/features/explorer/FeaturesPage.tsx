import {useElementSize} from "@mantine/hooks";
import {IconArrowLeft, IconSparkles, IconWheat} from "@tabler/icons-react";
import {useQuery} from "@tanstack/react-query";
import {useEffect, useRef, useState} from "react";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import {queries} from "../../app/engine.ts";
import {fragmentOf, go} from "../../app/route.ts";
import {Button} from "../../widgets/Button.tsx";
import {IconButton} from "../../widgets/IconButton.tsx";
import {Note} from "../../widgets/Note.tsx";
import {ago, count} from "../../widgets/numbers.ts";
import {Empty, Loading} from "../../widgets/States.tsx";
import {Tabs} from "../../widgets/Tabs.tsx";
import {fileName} from "../chooser/index.ts";
import {HarvestDialog, HarvestProgress, LabellingDialog, useHarvestRun} from "../harvest/index.ts";
import {shortName, useEngineStatus} from "../models/index.ts";
import styles from "./FeaturesPage.module.css";
import {ExplorerPane} from "./list/ExplorerPane.tsx";
import {FeatureView} from "./page/FeatureView.tsx";
import {Nowhere} from "./page/Nowhere.tsx";

interface Props {
    /** id; null: the first that is loaded */
    readonly dictionary: string | null;
    /** null: the list alone */
    readonly feature: FeatureId | null;
    /** what the address has in the place of a feature, where that is no number */
    readonly wrong: string | undefined;
    /** features in the steering panel of the conversation */
    readonly isSteered: (dictionary: string, feature: FeatureId) => boolean;
    readonly onSteer: (dictionary: string, feature: FeatureId) => void;
    readonly onClose: () => void;
}

/** from this width on, list and feature stand beside each other */
const BOTH_PX = 980;

/** All features of a dictionary, and each on a page of its own. */
export function FeaturesPage({dictionary, feature, wrong, isSteered, onSteer, onClose}: Props) {
    const status = useEngineStatus();
    const dictionaries = status?.state === "ready" ? status.model.dictionaries : [];
    const chosen = dictionaries.find(({id}) => id === dictionary) ?? dictionaries[0];
    const isOther = dictionary !== null && chosen !== undefined && dictionary !== chosen.id;
    const {ref, width} = useElementSize();
    const heading = useRef<HTMLHeadingElement>(null);
    const [dialog, setDialog] = useState<"harvest" | "label" | null>(null);
    const harvested = useQuery({...queries.features.harvested.queryOptions({input: {dictionary: chosen?.id ?? ""}}), enabled: chosen !== undefined});
    const run = useHarvestRun();
    useEffect(() => {
        if (feature === null) heading.current?.focus({preventScroll: true});
    }, [feature]);
    const both = width >= BOTH_PX;
    const open = (next: FeatureId | null) => chosen && go({page: "features", dictionary: chosen.id, feature: next});
    const place = feature === null ? wrong : `${feature}`;
    const isOpen = place !== undefined && !isOther;
    const isThere = feature !== null && chosen !== undefined && feature < chosen.nFeatures;
    return (
        <section ref={ref} className={styles.page} aria-label="Features">
            {(!isOpen || both) && (
                <header className={styles.header}>
                    <IconButton label="Back to the chat" onClick={onClose} {...(isOpen ? {} : {keys: "Esc"})}>
                        <IconArrowLeft size={17} />
                    </IconButton>
                    <h1 ref={heading} tabIndex={-1}>
                        Features
                    </h1>
                    {dictionaries.length > 1 && (
                        <Tabs
                            label="Dictionaries"
                            current={chosen?.id}
                            tabs={dictionaries.map((info) => ({
                                id: info.id,
                                words: shortName(info, dictionaries),
                                href: fragmentOf({page: "features", dictionary: info.id, feature: null})
                            }))}
                        />
                    )}
                    {chosen !== undefined && (
                        <span className={styles.actions}>
                            {run !== null ? (
                                <HarvestProgress run={run} />
                            ) : (
                                <Button
                                    small
                                    tone={harvested.data === null ? "accent" : "plain"}
                                    title={harvestWords(harvested.data)}
                                    onClick={() => setDialog("harvest")}
                                >
                                    <IconWheat size={14} aria-hidden="true" /> {harvested.data == null ? "Harvest…" : "Harvest again…"}
                                </Button>
                            )}
                            <Button small disabled={harvested.data == null} onClick={() => setDialog("label")}>
                                <IconSparkles size={14} aria-hidden="true" /> Describe…
                            </Button>
                        </span>
                    )}
                </header>
            )}
            {status?.state === "loading" && <Loading what={`${status.name} is loading`} />}
            {status === null && <Loading what="Connecting to the engine" />}
            {status !== null && status.state !== "loading" && chosen === undefined && (
                <Empty title={status.state === "ready" ? "No dictionary is loaded" : "No model is loaded"}>
                    Features belong to a dictionary. Load a model with one in the <a href={fragmentOf({page: "library", section: "machine"})}>library</a>.
                </Empty>
            )}
            {isOther && (
                <div className={styles.other}>
                    <Note
                        tone="warning"
                        action={
                            <a className={styles.way} href={fragmentOf({page: "library", section: "machine"})}>
                                To the library
                            </a>
                        }
                    >
                        No dictionary “{dictionary}” is loaded, which this address names. Below are the features of {chosen.name}.
                    </Note>
                </div>
            )}
            {chosen !== undefined && (
                <div className={styles.panes} data-both={(both && isOpen) || undefined}>
                    {(both || !isOpen) && (
                        <div className={styles.list}>
                            <ExplorerPane key={chosen.id} dictionary={chosen.id} opened={isOpen && isThere ? feature : null} onOpen={open} />
                        </div>
                    )}
                    {isOpen && (
                        <div className={styles.detail}>
                            {!isThere ? (
                                <Nowhere place={place} dictionary={chosen} />
                            ) : (
                                <FeatureView
                                    key={chosen.id}
                                    dictionary={chosen}
                                    feature={feature}
                                    steered={isSteered(chosen.id, feature)}
                                    onSteer={(one) => onSteer(chosen.id, one)}
                                    onChat={onClose}
                                    onClose={() => open(null)}
                                />
                            )}
                        </div>
                    )}
                </div>
            )}
            {chosen !== undefined && (
                <>
                    <HarvestDialog dictionary={chosen} opened={dialog === "harvest"} onClose={() => setDialog(null)} />
                    <LabellingDialog dictionary={chosen.id} opened={dialog === "label"} onClose={() => setDialog(null)} />
                </>
            )}
        </section>
    );
}

function harvestWords(harvest: {readonly at: number; readonly tokens: number; readonly corpus: string} | null | undefined): string {
    if (harvest == null) return "Find out how often each feature fires, and where";
    return `Harvested ${ago(harvest.at)}: ${count(harvest.tokens)} tokens of ${fileName(harvest.corpus)}`;
}
