import {Modal} from "@mantine/core";
import {IconArrowsLeftRight} from "@tabler/icons-react";
import {useMemo, useState} from "react";
import type {Conversation} from "../../../engine/contract/chat.ts";
import type {Steering} from "../../../engine/contract/edits.ts";
import {NO_STEERING} from "../../../engine/contract/edits.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {SteeringDiff} from "../steering/index.ts";
import styles from "./Presets.module.css";
import {usePresetList} from "./usePresets.ts";

interface Props {
    readonly conversation: Conversation;
    readonly firstDictionary: string;
    readonly onClose: () => void;
}

interface Side {
    readonly id: string;
    readonly name: string;
    readonly group: "This chat" | "Presets" | "Answers";
    readonly steering: Steering;
}

/** newest answers first; older ones are found in the chat itself */
const ANSWERS = 20;

/** What differs between two steerings: the present one, a preset's, or the one an answer was written under. */
export function CompareDialog({conversation, firstDictionary, onClose}: Props) {
    const presets = usePresetList().data;
    const sides = useMemo(
        (): Side[] => [
            {id: "now", name: "As it is now", group: "This chat", steering: conversation.steering},
            {id: "none", name: "No steering", group: "This chat", steering: NO_STEERING},
            ...(presets ?? []).map(({id, name, steering}) => ({id: `preset ${id}`, name, group: "Presets" as const, steering})),
            ...conversation.messages
                .toReversed()
                .flatMap(({id, role, content, steering}): Side[] =>
                    role === "assistant" && steering !== undefined ? [{id: `answer ${id}`, name: `“${shortened(content)}”`, group: "Answers", steering}] : []
                )
                .slice(0, ANSWERS)
        ],
        [conversation, presets]
    );
    const start = sides.find(({group}) => group === "Presets") ?? sides.find(({group}) => group === "Answers");
    const [left, setLeft] = useState<string | null>(null);
    const [right, setRight] = useState("now");
    const sideOf = (id: string) => sides.find((side) => side.id === id);
    const before = sideOf(left ?? start?.id ?? "none") ?? sideOf("none")!;
    const after = sideOf(right) ?? sideOf("now")!;
    const labels = useMemo(() => Object.assign({}, ...(presets ?? []).map((preset) => preset.labels)), [presets]);
    const choice = (label: string, value: Side, set: (id: string) => void) => (
        <select aria-label={label} value={value.id} onChange={(event) => set(event.currentTarget.value)}>
            {(["This chat", "Presets", "Answers"] as const).map((group) => (
                <optgroup key={group} label={group}>
                    {sides
                        .filter((side) => side.group === group)
                        .map(({id, name}) => (
                            <option key={id} value={id}>
                                {name}
                            </option>
                        ))}
                </optgroup>
            ))}
        </select>
    );
    return (
        <Modal opened onClose={onClose} title="What differs" size={640} centered>
            <div className={styles.sides}>
                {choice("From", before, setLeft)}
                <IconButton
                    label="The other way round"
                    onClick={() => {
                        setLeft(after.id);
                        setRight(before.id);
                    }}
                >
                    <IconArrowsLeftRight size={16} />
                </IconButton>
                {choice("To", after, setRight)}
            </div>
            <SteeringDiff before={before.steering} after={after.steering} firstDictionary={firstDictionary} labels={labels} />
        </Modal>
    );
}

const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 60).trim()}…` : text || "…").replaceAll(/\s+/g, " ");
