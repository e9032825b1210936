import {Menu} from "@mantine/core";
import {IconArrowsDiff, IconBookmark, IconBookmarkPlus, IconBooks, IconChartLine, IconCode, IconWand} from "@tabler/icons-react";
import {useState} from "react";
import type {Conversation} from "../../../engine/contract/chat.ts";
import type {DictionaryInfo} from "../../../engine/contract/models.ts";
import {fragmentOf} from "../../app/route.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {counted} from "../../widgets/numbers.ts";
import {openAutosteer, openSweep} from "../evaluation/index.ts";
import {SteeringJson, steersAnything} from "../steering/index.ts";
import {CompareDialog} from "./CompareDialog.tsx";
import styles from "./Presets.module.css";
import {applyPreset} from "./presetActions.ts";
import {SavePresetDialog} from "./SavePresetDialog.tsx";
import {usePresetList} from "./usePresets.ts";

interface Props {
    readonly conversation: Conversation;
    /** the loaded ones, in order */
    readonly dictionaries: readonly DictionaryInfo[];
}

/** more are in the library */
const OFFERED = 9;

/** What is done with all of a chat's steering: put it under a preset, keep it as one, compare it, see it as text. */
export function SteeringMenu({conversation, dictionaries}: Props) {
    const presets = usePresetList().data ?? [];
    const [open, setOpen] = useState<"save" | "compare" | "json" | null>(null);
    const close = () => setOpen(null);
    const offered = presets.toSorted((a, b) => (a.key ?? "x").localeCompare(b.key ?? "x")).slice(0, OFFERED);
    return (
        <>
            <Menu position="bottom-end" width={270}>
                <Menu.Target>
                    <IconButton label="Presets">
                        <IconBookmark size={16} />
                    </IconButton>
                </Menu.Target>
                <Menu.Dropdown>
                    <Menu.Label>Presets</Menu.Label>
                    {presets.length === 0 && <p className={styles.none}>None yet. Save the steering of this chat under a name to use it again.</p>}
                    {offered.map((preset) => (
                        <Menu.Item
                            key={preset.id}
                            aria-current={preset.id === conversation.variantId || undefined}
                            rightSection={preset.key !== null && <kbd className={styles.key}>Alt+{preset.key}</kbd>}
                            onClick={() => void applyPreset(preset, conversation.id)}
                        >
                            {preset.name}
                            <small className={styles.itemFacts}>{counted(preset.steering.edits.length, "edit")}</small>
                        </Menu.Item>
                    ))}
                    <Menu.Item component="a" href={fragmentOf({page: "presets", preset: null})} leftSection={<IconBooks size={14} />}>
                        All presets{presets.length > OFFERED && ` (${presets.length})`}
                    </Menu.Item>
                    <Menu.Divider />
                    <Menu.Item leftSection={<IconBookmarkPlus size={14} />} disabled={!steersAnything(conversation.steering)} onClick={() => setOpen("save")}>
                        Save as a preset…
                    </Menu.Item>
                    <Menu.Item leftSection={<IconChartLine size={14} />} onClick={() => openSweep()}>
                        Sweep…
                    </Menu.Item>
                    <Menu.Item leftSection={<IconWand size={14} />} onClick={() => openAutosteer()}>
                        Find features…
                    </Menu.Item>
                    <Menu.Item leftSection={<IconArrowsDiff size={14} />} onClick={() => setOpen("compare")}>
                        What differs…
                    </Menu.Item>
                    <Menu.Item leftSection={<IconCode size={14} />} onClick={() => setOpen("json")}>
                        As JSON…
                    </Menu.Item>
                </Menu.Dropdown>
            </Menu>
            {open === "save" && <SavePresetDialog conversation={conversation} onClose={close} />}
            {open === "compare" && <CompareDialog conversation={conversation} firstDictionary={dictionaries[0]?.id ?? ""} onClose={close} />}
            {open === "json" && <SteeringJson conversation={conversation} dictionaries={dictionaries} onClose={close} />}
        </>
    );
}
