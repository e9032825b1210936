import type {Edit, Steering} from "../../../engine/contract/edits.ts";
import {counted} from "../../widgets/numbers.ts";
import styles from "./EditChips.module.css";
import {describeStrength, steersAnything} from "./edits.ts";
import {useFeatureName} from "./featureName.ts";
import {settingsSummary} from "./settings/settingsSummary.ts";

function Chip({edit, dictionary}: {readonly edit: Edit; readonly dictionary: string}) {
    const name = useFeatureName(dictionary, edit.feature);
    return (
        <li className={styles.chip}>
            <span className={styles.name}>{name}</span>
            <span className={styles.value}>{describeStrength(edit)}</span>
        </li>
    );
}

/** The edits, the rules and how they act that an answer was written under. */
export function EditChips({steering, firstDictionary}: {readonly steering: Steering; readonly firstDictionary: string}) {
    const nRules = steering.rules?.length ?? 0;
    const facts = steersAnything(steering) ? [...settingsSummary(steering), ...(nRules > 0 ? [counted(nRules, "rule")] : [])] : [];
    return (
        <ul className={styles.chips} aria-label="Written under">
            {steering.edits.map((edit) => (
                <Chip key={`${edit.dictionary}-${edit.feature}-${edit.mode}`} edit={edit} dictionary={edit.dictionary ?? firstDictionary} />
            ))}
            {facts.length > 0 && <li className={styles.chip}>{facts.join(" · ")}</li>}
        </ul>
    );
}
