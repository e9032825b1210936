import {Menu} from "@mantine/core";
import {
    IconArrowsShuffle,
    IconColumns2,
    IconColumns3,
    IconCopy,
    IconGitFork,
    IconHighlight,
    IconPencil,
    IconPlayerTrackNext,
    IconRefresh
} from "@tabler/icons-react";
import type {Message} from "../../../engine/contract/chat.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {type ChatActions, copyText} from "./chatActions.ts";
import styles from "./Message.module.css";
import {canContinue} from "./words.ts";

interface Props {
    readonly message: Message;
    readonly busy: boolean;
    readonly actions: ChatActions;
    /** null: nothing to compare with */
    readonly comparing: boolean | null;
    readonly comparesVariants: boolean;
    readonly onCompare: () => void;
    /** null: no dictionary */
    readonly inspecting: boolean | null;
    readonly onInspect: () => void;
    readonly onEdit: () => void;
}

/** What can be done with an answer. */
export function AnswerTools({message, busy, actions, comparing, comparesVariants, onCompare, inspecting, onInspect, onEdit}: Props) {
    const {parentId} = message;
    return (
        <span className={styles.tools}>
            {comparing !== null && (
                <IconButton
                    label={comparing ? "Show one answer" : comparesVariants ? "Show the answers side by side" : "Compare steered and default"}
                    pressed={comparing}
                    onClick={onCompare}
                >
                    <IconColumns2 size={15} />
                </IconButton>
            )}
            {inspecting !== null && (
                <IconButton label={inspecting ? "Show text" : "Inspect tokens of this answer"} pressed={inspecting} onClick={onInspect}>
                    <IconHighlight size={15} />
                </IconButton>
            )}
            <IconButton label="Copy answer" onClick={() => void copyText(message.content)}>
                <IconCopy size={15} />
            </IconButton>
            {parentId !== null && (
                <Menu position="top-start" width={230}>
                    <Menu.Target>
                        <IconButton label="Regenerate" disabled={busy}>
                            <IconRefresh size={15} />
                        </IconButton>
                    </Menu.Target>
                    <Menu.Dropdown>
                        <Menu.Item leftSection={<IconRefresh size={14} />} onClick={() => actions.regenerate(message, "same")}>
                            Same seed{message.sampling && <small className={styles.seed}> {message.sampling.seed}</small>}
                        </Menu.Item>
                        <Menu.Item leftSection={<IconArrowsShuffle size={14} />} onClick={() => actions.regenerate(message, "new")}>
                            New seed
                        </Menu.Item>
                        <Menu.Item leftSection={<IconColumns3 size={14} />} onClick={() => actions.variants(parentId)}>
                            Under several variants…
                        </Menu.Item>
                    </Menu.Dropdown>
                </Menu>
            )}
            <IconButton label="Edit answer" disabled={busy} onClick={onEdit}>
                <IconPencil size={15} />
            </IconButton>
            <IconButton label="Fork from this answer" disabled={busy} onClick={() => actions.fork(message.id)}>
                <IconGitFork size={15} />
            </IconButton>
            {canContinue(message.finishReason) && (
                <IconButton label="Continue this answer" text="Continue" disabled={busy} onClick={() => actions.continue(message.id)}>
                    <IconPlayerTrackNext size={15} />
                </IconButton>
            )}
        </span>
    );
}
