import {TextInput} from "@mantine/core";
import {useState} from "react";
import {setSetting, useSetting} from "../../app/settings.ts";
import styles from "./SamplingPopover.module.css";

/** what the engine writes where nothing else is set: the date in Llama 3.3's own template, so that answers repeat */
const PINNED_DATE = "26 Jul 2024";
/** as the engine reads it */
const ALLOWED = /^([\p{L}\p{N}][\p{L}\p{N}\p{M} .,:/+-]{0,59})?$/u;

/** The date that templates which write one into the prompt are given, for all chats. */
export function PromptDate() {
    const [date, , known] = useSetting("promptDate", "");
    return known ? <Field key={date} date={date} onChange={(next) => setSetting("promptDate", next === "" ? null : next)} /> : null;
}

function Field({date, onChange}: {readonly date: string; readonly onChange: (date: string) => void}) {
    const [text, setText] = useState(date);
    const isGood = ALLOWED.test(text.trim());
    const save = () => isGood && text.trim() !== date && onChange(text.trim());
    return (
        <div className={styles.date}>
            <TextInput
                size="xs"
                label="Date told to the model, in all chats"
                description={`Templates such as Llama 3.3’s write it into the prompt. Empty: ${PINNED_DATE}, so that answers repeat.`}
                placeholder={PINNED_DATE}
                error={isGood ? undefined : "Up to 60 letters, digits and . , : / + -"}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
                onBlur={save}
                onKeyDown={(event) => event.key === "Enter" && save()}
            />
        </div>
    );
}
