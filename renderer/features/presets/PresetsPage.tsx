import {useDebouncedValue} from "@mantine/hooks";
import {IconFileImport, IconX} from "@tabler/icons-react";
import {useRef, useState} from "react";
import type {Conversation} from "../../../engine/contract/chat.ts";
import {PRESET_SUFFIX} from "../../../engine/contract/presets.ts";
import {Page} from "../../app/Page.tsx";
import {Button} from "../../widgets/Button.tsx";
import {classes} from "../../widgets/classes.ts";
import {Empty, Failed, Loading} from "../../widgets/States.tsx";
import {PresetCard} from "./PresetCard.tsx";
import styles from "./Presets.module.css";
import {importPreset} from "./presetActions.ts";
import {usePresetList} from "./usePresets.ts";

interface Props {
    /** id of the one to show; null: none in particular */
    readonly preset: string | null;
    /** what lies behind the page */
    readonly conversation: Conversation | undefined;
    readonly onApplied: () => void;
    readonly onClose: () => void;
}

/** The library of presets: find one, see what it does, use it, share it. */
export function PresetsPage({preset: wanted, conversation, onApplied, onClose}: Props) {
    const [query, setQuery] = useState("");
    const [tag, setTag] = useState<string | null>(null);
    const [searched] = useDebouncedValue(query.trim(), 150);
    const all = usePresetList();
    const found = usePresetList(searched, tag);
    const files = useRef<HTMLInputElement>(null);
    const tags = [...new Set((all.data ?? []).flatMap((preset) => preset.tags))].sort((a, b) => a.localeCompare(b));
    const shownPresets = found.data ?? [];
    return (
        <Page
            title="Presets"
            onClose={onClose}
            aside={
                <div className={styles.bar}>
                    <input
                        type="search"
                        className={styles.search}
                        aria-label="Search presets"
                        placeholder="Find by name, tag or feature"
                        value={query}
                        onChange={(event) => setQuery(event.currentTarget.value)}
                    />
                    <input
                        ref={files}
                        type="file"
                        hidden
                        multiple
                        accept={`${PRESET_SUFFIX},.json`}
                        onChange={(event) => {
                            for (const file of event.currentTarget.files ?? []) void importPreset({file});
                            event.currentTarget.value = "";
                        }}
                    />
                    <Button onClick={() => files.current?.click()} title="A preset file, or a variant of Ember’s as JSON. It can be dropped on the window, too">
                        <IconFileImport size={15} aria-hidden="true" /> Import
                    </Button>
                </div>
            }
        >
            {tags.length > 0 && (
                // biome-ignore lint/a11y/useSemanticElements: buttons that filter, not a form
                <div className={styles.tags} role="group" aria-label="Tags">
                    {tags.map((one) => (
                        <button
                            key={one}
                            type="button"
                            className={classes(styles.tag, tag === one && styles.chosen)}
                            aria-pressed={tag === one}
                            onClick={() => setTag(tag === one ? null : one)}
                        >
                            {one}
                            {tag === one && <IconX size={11} aria-hidden="true" />}
                        </button>
                    ))}
                </div>
            )}
            {found.isPending && <Loading what="Opening the presets" />}
            {found.isError && <Failed error={found.error} onRetry={() => void found.refetch()} />}
            {found.isSuccess && shownPresets.length === 0 && all.data?.length === 0 && (
                <Empty title="No presets yet">
                    Steer a chat, then choose “Save as a preset” in the steering panel’s menu. Or import a file: by the button, or dropped on the window.
                </Empty>
            )}
            {found.isSuccess && shownPresets.length === 0 && (all.data?.length ?? 0) > 0 && (
                <Empty title="No preset found">Fewer or shorter words find more.</Empty>
            )}
            <div className={styles.cards}>
                {shownPresets.map((preset) => (
                    <PresetCard
                        key={preset.id}
                        preset={preset}
                        all={all.data ?? []}
                        marked={preset.id === wanted}
                        conversation={conversation}
                        onTag={setTag}
                        onApplied={onApplied}
                    />
                ))}
            </div>
        </Page>
    );
}
