import type {Edit, Steering} from "../../../engine/contract/edits.ts";
import styles from "./EditChips.module.css";
import {describeStrength} from "./edits.ts";
import {useFeatureName} from "./featureName.ts";

function Chip({edit, dictionary}: {readonly edit: Edit; readonly dictionary: string}) {
    const name = useFeatureName(dictionary, edit.feature);
    return (
        <li className={styles.chip}>
            <span className={styles.name}>{name}</span>
            <span className={styles.value}>{describeStrength(edit)}</span>
        </li>
    );
}

/** The edits that an answer was written under. */
export function EditChips({steering, firstDictionary}: {readonly steering: Steering; readonly firstDictionary: string}) {
    return (
        <ul className={styles.chips} aria-label="Written under">
            {steering.edits.map((edit) => (
                <Chip key={`${edit.dictionary}-${edit.feature}-${edit.mode}`} edit={edit} dictionary={edit.dictionary ?? firstDictionary} />
            ))}
        </ul>
    );
}
