import type {Preset} from "../../../engine/contract/presets.ts";
import {Button} from "../../widgets/Button.tsx";
import styles from "./Presets.module.css";
import {readTags} from "./readTags.ts";

interface Props {
    readonly preset: Preset;
    readonly onSave: (change: Pick<Preset, "name" | "description" | "tags">) => void;
    readonly onClose: () => void;
}

/** What a preset is called and found by. */
export function PresetForm({preset, onSave, onClose}: Props) {
    return (
        <form
            className={styles.form}
            aria-label={`About ${preset.name}`}
            onSubmit={(event) => {
                event.preventDefault();
                const form = new FormData(event.currentTarget);
                const text = (name: string) => String(form.get(name) ?? "").trim();
                if (text("name") !== "") onSave({name: text("name"), description: text("description"), tags: readTags(text("tags"))});
            }}
            onKeyDown={(event) => {
                if (event.key !== "Escape") return;
                event.stopPropagation();
                onClose();
            }}
        >
            <label>
                Name
                <input name="name" required maxLength={200} defaultValue={preset.name} ref={(input) => input?.focus()} />
            </label>
            <label>
                Description
                <textarea name="description" rows={2} maxLength={10_000} defaultValue={preset.description} />
            </label>
            <label>
                Tags
                <input name="tags" defaultValue={preset.tags.join(", ")} />
            </label>
            <footer>
                <Button small onClick={onClose}>
                    Cancel
                </Button>
                <Button small type="submit" tone="accent">
                    Save
                </Button>
            </footer>
        </form>
    );
}
