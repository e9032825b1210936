import {Modal} from "@mantine/core";
import {useState} from "react";
import type {Conversation} from "../../../engine/contract/chat.ts";
import {go} from "../../app/route.ts";
import {Button} from "../../widgets/Button.tsx";
import {showToast} from "../../widgets/Toasts.tsx";
import styles from "./Presets.module.css";
import {keepAsPreset} from "./presetActions.ts";
import {readTags} from "./readTags.ts";

interface Props {
    readonly conversation: Conversation;
    readonly onClose: () => void;
}

/** Keeps the steering of a chat under a name. */
export function SavePresetDialog({conversation, onClose}: Props) {
    const answers = conversation.messages.some(({role}) => role === "assistant");
    const [examples, setExamples] = useState(answers);
    const [saving, setSaving] = useState(false);
    const save = async (form: FormData) => {
        const text = (name: string) => String(form.get(name) ?? "").trim();
        if (text("name") === "") return;
        setSaving(true);
        const saved = await keepAsPreset(conversation, {name: text("name"), description: text("description"), tags: readTags(text("tags")), examples});
        setSaving(false);
        if (saved === undefined) return;
        onClose();
        showToast({tone: "plain", text: `“${saved.name}” is in the library.`, action: {label: "Show", run: () => go({page: "presets", preset: saved.id})}});
    };
    return (
        <Modal opened onClose={onClose} title="Save as a preset" size={440} centered>
            <form
                className={styles.form}
                onSubmit={(event) => {
                    event.preventDefault();
                    void save(new FormData(event.currentTarget));
                }}
            >
                <label>
                    Name
                    <input name="name" required maxLength={200} placeholder="Salty pirate" data-autofocus />
                </label>
                <label>
                    Description
                    <textarea name="description" rows={2} maxLength={10_000} placeholder="What it does, and what to watch for" />
                </label>
                <label>
                    Tags
                    <input name="tags" placeholder="style, demo" />
                </label>
                <label className={styles.check} title="The same machine can then write them again and tell whether they still come out the same">
                    <input type="checkbox" checked={examples} disabled={!answers} onChange={(event) => setExamples(event.currentTarget.checked)} />
                    <span>
                        With this chat’s settings, and its answers as examples
                        {!answers && <small>It has no answers yet.</small>}
                    </span>
                </label>
                <footer>
                    <Button onClick={onClose}>Cancel</Button>
                    <Button type="submit" tone="accent" disabled={saving}>
                        Save
                    </Button>
                </footer>
            </form>
        </Modal>
    );
}
