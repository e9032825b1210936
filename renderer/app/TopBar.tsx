import {Menu} from "@mantine/core";
import {
    IconAdjustments,
    IconColumns2,
    IconCommand,
    IconDeviceDesktop,
    IconHighlight,
    IconKeyboard,
    IconLayoutSidebarLeftExpand,
    IconListNumbers,
    IconMenu2,
    IconMoon,
    IconSun
} from "@tabler/icons-react";
import type {DictionaryInfo} from "../../engine/contract/models.ts";
import {DictionaryPicker, ModelPicker} from "../features/models/index.ts";
import {RunTray} from "../features/runs/index.ts";
import {IconButton} from "../widgets/IconButton.tsx";
import {useKeys} from "./actions/useBindings.ts";
import styles from "./TopBar.module.css";
import {isScheme, type Scheme, schemes, useColorScheme} from "./useColorScheme.ts";

interface Props {
    readonly narrow: boolean;
    readonly railHidden: boolean;
    readonly onShowRail: () => void;
    readonly panelShown: boolean;
    readonly onTogglePanel: () => void;
    readonly compare: boolean;
    readonly onCompare: (compare: boolean) => void;
    readonly inspect: boolean;
    readonly onInspect: (inspect: boolean) => void;
    readonly onConversationFeatures: () => void;
    readonly dictionaries: readonly DictionaryInfo[];
    readonly dictionary: string | null;
    readonly onDictionary: (id: string) => void;
    readonly modelsOpen: boolean;
    readonly onModelsOpen: (open: boolean) => void;
    readonly onShortcuts: () => void;
    readonly onCommands: () => void;
    readonly nEdits: number;
    /** a page lies over the chat: what belongs to the chat is not offered */
    readonly onPage: boolean;
    readonly onLibrary: () => void;
}

const schemeWords: Record<Scheme, string> = {auto: "As the system", light: "Light", dark: "Dark"};
const schemeIcons = {auto: IconDeviceDesktop, light: IconSun, dark: IconMoon};

function ThemeMenu() {
    const {scheme, choose} = useColorScheme();
    const Current = schemeIcons[scheme];
    return (
        <Menu position="bottom-end" width={170}>
            <Menu.Target>
                <IconButton label="Theme">
                    <Current size={17} />
                </IconButton>
            </Menu.Target>
            <Menu.Dropdown>
                <Menu.RadioGroup value={scheme} onChange={(value) => choose(isScheme(value) ? value : "auto")}>
                    {schemes.map((value) => (
                        <Menu.RadioItem key={value} value={value} closeMenuOnClick>
                            {schemeWords[value]}
                        </Menu.RadioItem>
                    ))}
                </Menu.RadioGroup>
            </Menu.Dropdown>
        </Menu>
    );
}

/** Which model answers, and how answers are looked at. */
export function TopBar(props: Props) {
    const {narrow, compare, onCompare, inspect, onInspect, panelShown, onTogglePanel, onPage} = props;
    const words = (text: string) => (narrow ? {} : {text});
    const [railKeys, compareKeys, inspectKeys, panelKeys, shortcutKeys, commandKeys] = [
        useKeys("rail"),
        useKeys("compare"),
        useKeys("inspect"),
        useKeys("panel"),
        useKeys("shortcuts"),
        useKeys("commands")
    ];
    return (
        <header className={styles.bar}>
            {props.railHidden && (
                <IconButton label="Show conversations" keys={railKeys} onClick={props.onShowRail}>
                    {narrow ? <IconMenu2 size={18} /> : <IconLayoutSidebarLeftExpand size={17} />}
                </IconButton>
            )}
            <div className={styles.model}>
                <ModelPicker opened={props.modelsOpen} onChange={props.onModelsOpen} onLibrary={props.onLibrary} />
                {!narrow && !onPage && <DictionaryPicker dictionaries={props.dictionaries} value={props.dictionary} onChange={props.onDictionary} />}
            </div>
            {!onPage && (
                <>
                    <IconButton label="Compare" keys={compareKeys} pressed={compare} onClick={() => onCompare(!compare)} {...words("Compare")}>
                        <IconColumns2 size={16} />
                    </IconButton>
                    <IconButton
                        label="Inspect tokens"
                        keys={inspectKeys}
                        pressed={inspect}
                        disabled={props.dictionary === null}
                        onClick={() => onInspect(!inspect)}
                        {...words("Inspect")}
                    >
                        <IconHighlight size={16} />
                    </IconButton>
                    {inspect && props.dictionary !== null && (
                        <IconButton label="Features of this conversation" aria-haspopup="dialog" onClick={props.onConversationFeatures}>
                            <IconListNumbers size={16} />
                        </IconButton>
                    )}
                </>
            )}
            <span className={styles.gap} />
            <RunTray narrow={narrow} roomy={onPage && !narrow} />
            <IconButton label="Commands" keys={commandKeys} aria-haspopup="dialog" onClick={props.onCommands}>
                <IconCommand size={17} />
            </IconButton>
            {!narrow && (
                <IconButton label="Keyboard shortcuts" keys={shortcutKeys} onClick={props.onShortcuts}>
                    <IconKeyboard size={17} />
                </IconButton>
            )}
            <ThemeMenu />
            {!onPage && (
                <IconButton
                    label={panelShown ? "Hide steering" : "Show steering"}
                    keys={panelKeys}
                    aria-expanded={panelShown}
                    onClick={onTogglePanel}
                    className={styles.steer}
                >
                    <IconAdjustments size={17} />
                    {props.nEdits > 0 && !panelShown && <span className={styles.badge}>{props.nEdits}</span>}
                </IconButton>
            )}
        </header>
    );
}
