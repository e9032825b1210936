import {IconAdjustmentsPlus, IconArrowLeft, IconArrowRight, IconChartLine, IconCheck, IconChevronLeft, IconChevronRight} from "@tabler/icons-react";
import {useEffect, useRef} from "react";
import type {Feature} from "../../../../engine/contract/features.ts";
import {type FeatureId, featureId} from "../../../../engine/contract/ids.ts";
import type {DictionaryInfo} from "../../../../engine/contract/models.ts";
import {go} from "../../../app/route.ts";
import {Button} from "../../../widgets/Button.tsx";
import {classes} from "../../../widgets/classes.ts";
import {IconButton} from "../../../widgets/IconButton.tsx";
import {Note} from "../../../widgets/Note.tsx";
import {count} from "../../../widgets/numbers.ts";
import {openSweep} from "../../evaluation/index.ts";
import {ModerationMenu} from "../../moderation/index.ts";
import {WEAK_SCORE} from "../../steering/index.ts";
import styles from "./FeatureView.module.css";

interface Props {
    readonly dictionary: DictionaryInfo;
    readonly feature: FeatureId;
    /** undefined: not read yet */
    readonly known: Feature | undefined;
    readonly steered: boolean;
    /** null: not now */
    readonly onSteer: (() => void) | null;
    readonly onChat: () => void;
    readonly onClose: () => void;
}

/** its direction is what counts: a sweep takes it at each of its own strengths */
const SWEPT = 0.3;

/** Which feature this is, and what can be done with it. */
export function FeatureHeader({dictionary, feature, known, steered, onSteer, onChat, onClose}: Props) {
    const heading = useRef<HTMLHeadingElement>(null);
    const best = known?.labels[0];
    // biome-ignore lint/correctness/useExhaustiveDependencies: another feature is another page
    useEffect(() => heading.current?.focus({preventScroll: true}), [feature]);
    const step = (by: number) => go({page: "features", dictionary: dictionary.id, feature: featureId(feature + by)});
    const sweep = () =>
        openSweep([
            {
                name: best?.description ?? `feature ${feature}`,
                steering: {edits: [{feature, dictionary: dictionary.id, mode: "nudge", value: SWEPT}], scope: "answer"}
            }
        ]);
    const weak = best?.score !== undefined && best.score < WEAK_SCORE;
    return (
        <header className={styles.header}>
            <div className={styles.bar}>
                <IconButton label="Back to the list" keys="Esc" onClick={onClose}>
                    <IconArrowLeft size={17} />
                </IconButton>
                <span className={styles.number}>
                    feature {count(feature)} <small>of {count(dictionary.nFeatures)}</small>
                </span>
                <span className={styles.steps}>
                    <IconButton label="Feature before" disabled={feature === 0} onClick={() => step(-1)}>
                        <IconChevronLeft size={16} />
                    </IconButton>
                    <IconButton label="Next feature" disabled={feature >= dictionary.nFeatures - 1} onClick={() => step(1)}>
                        <IconChevronRight size={16} />
                    </IconButton>
                </span>
                <span className={styles.actions}>
                    {known !== undefined && <ModerationMenu dictionary={dictionary.id} feature={known} />}
                    <Button disabled={onSteer === null} title="Answer prompts at several strengths of it" onClick={sweep}>
                        <IconChartLine size={15} aria-hidden="true" /> Sweep…
                    </Button>
                    {steered ? (
                        <Button onClick={onChat}>
                            <IconCheck size={15} aria-hidden="true" /> Steers the chat
                            <IconArrowRight size={14} aria-hidden="true" />
                        </Button>
                    ) : (
                        <Button tone="accent" disabled={onSteer === null} onClick={() => onSteer?.()}>
                            <IconAdjustmentsPlus size={15} aria-hidden="true" /> Steer with it
                        </Button>
                    )}
                </span>
            </div>
            <h2 ref={heading} tabIndex={-1} className={classes(styles.title, (best === undefined || weak) && styles.faint)}>
                {known === undefined ? "\u00a0" : (best?.description ?? "no label yet")}
            </h2>
            {known?.moderation !== undefined && (
                <Note tone="bad">
                    Moderated, shown under research access: {known.moderation.category}. {known.moderation.reason}
                </Note>
            )}
        </header>
    );
}
