import {Popover, Textarea} from "@mantine/core";
import {IconShield, IconShieldOff} from "@tabler/icons-react";
import {useState} from "react";
import type {Feature} from "../../../engine/contract/features.ts";
import {engine} from "../../app/engine.ts";
import {Button} from "../../widgets/Button.tsx";
import {IconButton} from "../../widgets/IconButton.tsx";
import {showToast} from "../../widgets/Toasts.tsx";
import {CategoryAndReason} from "./CategoryAndReason.tsx";
import {changeModeration} from "./changeModeration.ts";
import form from "./Form.module.css";

interface Props {
    readonly dictionary: string;
    readonly feature: Feature;
}

/** Puts a feature on the moderation list of its dictionary, or takes it off. */
export function ModerationMenu({dictionary, feature: {feature, moderation}}: Props) {
    const [opened, setOpened] = useState(false);
    const [category, setCategory] = useState<string | null>(null);
    const [reason, setReason] = useState("");
    const listed = moderation !== undefined;
    const label = listed ? "Take it off the moderation list" : "Moderate this feature";
    const submit = async () => {
        const why = reason.trim();
        const done = await changeModeration(() =>
            listed
                ? engine.moderation.remove({dictionary, features: [feature], reason: why})
                : engine.moderation.add({dictionary, features: [feature], category: category ?? "", reason: why})
        );
        if (!done) return;
        setOpened(false);
        setReason("");
        showToast({
            tone: "plain",
            text: listed ? `Feature ${feature} is off the moderation list.` : `Feature ${feature} is moderated: it is not shown or steered.`
        });
    };
    return (
        <Popover opened={opened} onChange={setOpened} position="bottom-end" width={300} trapFocus>
            <Popover.Target>
                <IconButton label={label} aria-haspopup="dialog" aria-expanded={opened} pressed={listed} onClick={() => setOpened(!opened)}>
                    {listed ? <IconShieldOff size={16} /> : <IconShield size={16} />}
                </IconButton>
            </Popover.Target>
            <Popover.Dropdown aria-label={label}>
                <form
                    className={form.form}
                    onSubmit={(event) => {
                        event.preventDefault();
                        void submit();
                    }}
                >
                    {listed ? (
                        <Textarea
                            size="xs"
                            autosize
                            minRows={2}
                            maxLength={1000}
                            label="Reason"
                            description="It will be shown and can be steered again by everyone here."
                            value={reason}
                            onChange={(event) => setReason(event.currentTarget.value)}
                        />
                    ) : (
                        <>
                            <p className={form.hint}>A moderated feature vanishes from search, lists and readings, and can’t be steered.</p>
                            <CategoryAndReason category={category} reason={reason} onCategory={setCategory} onReason={setReason} />
                        </>
                    )}
                    <Button type="submit" small tone={listed ? "accent" : "danger"} disabled={reason.trim() === "" || (!listed && category === null)}>
                        {listed ? "Take it off" : "Moderate"}
                    </Button>
                </form>
            </Popover.Dropdown>
        </Popover>
    );
}
