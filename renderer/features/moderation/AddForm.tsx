import {TextInput} from "@mantine/core";
import {useState} from "react";
import {featureId} from "../../../engine/contract/ids.ts";
import type {DictionaryInfo} from "../../../engine/contract/models.ts";
import {engine} from "../../app/engine.ts";
import {Button} from "../../widgets/Button.tsx";
import {counted} from "../../widgets/numbers.ts";
import {CategoryAndReason} from "./CategoryAndReason.tsx";
import {changeModeration} from "./changeModeration.ts";
import form from "./Form.module.css";
import styles from "./ListSection.module.css";
import {readFeatureNumbers} from "./readFeatureNumbers.ts";

/** Puts features on the list by their numbers. */
export function AddForm({dictionary}: {readonly dictionary: DictionaryInfo}) {
    const [typed, setTyped] = useState("");
    const [category, setCategory] = useState<string | null>(null);
    const [reason, setReason] = useState("");
    const read = readFeatureNumbers(typed, dictionary.nFeatures);
    const numbers = "numbers" in read ? read.numbers : [];
    const add = async () => {
        if (category === null) return;
        const done = await changeModeration(() =>
            engine.moderation.add({dictionary: dictionary.id, features: numbers.map(featureId), category, reason: reason.trim()})
        );
        if (!done) return;
        setTyped("");
        setReason("");
    };
    return (
        <form
            className={styles.add}
            aria-label="Add features to the list"
            onSubmit={(event) => {
                event.preventDefault();
                void add();
            }}
        >
            <TextInput
                size="xs"
                label="Add by number"
                placeholder="3, 17, 200-204"
                value={typed}
                error={"problem" in read ? read.problem : undefined}
                onChange={(event) => setTyped(event.currentTarget.value)}
            />
            {typed.trim() !== "" && (
                <>
                    <CategoryAndReason category={category} reason={reason} onCategory={setCategory} onReason={setReason} />
                    <div className={form.buttons}>
                        <Button type="submit" tone="danger" disabled={numbers.length === 0 || category === null || reason.trim() === ""}>
                            Moderate {counted(numbers.length, "feature")}
                        </Button>
                    </div>
                </>
            )}
        </form>
    );
}
