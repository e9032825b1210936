import {useState} from "react";
import type {DictionaryInfo} from "../../../../engine/contract/models.ts";
import {Button} from "../../../widgets/Button.tsx";
import {HarvestDialog, HarvestProgress, useHarvestRun} from "../../harvest/index.ts";
import styles from "./FeatureView.module.css";

/** In the place of statistics and examples: one offer, and how far it is. */
export function NotHarvested({dictionary}: {readonly dictionary: DictionaryInfo}) {
    const [opened, setOpened] = useState(false);
    const run = useHarvestRun();
    return (
        <section className={styles.offer} aria-label="Harvest">
            <h3>Not harvested yet</h3>
            <p>
                A harvest runs a text through the model once and keeps, for each of the {dictionary.nFeatures.toLocaleString("en")} features, how often and how
                strongly it fires, where it fires most, and with which others. It can be paused and resumed, and nothing leaves this machine.
            </p>
            {run === null ? (
                <Button tone="accent" onClick={() => setOpened(true)}>
                    Harvest…
                </Button>
            ) : (
                <HarvestProgress run={run} />
            )}
            <HarvestDialog dictionary={dictionary} opened={opened} onClose={() => setOpened(false)} />
        </section>
    );
}
