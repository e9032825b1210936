import {PasswordInput} from "@mantine/core";
import {useQuery} from "@tanstack/react-query";
import {useState} from "react";
import {engine, queries, queryClient} from "../../../app/engine.ts";
import {Button} from "../../../widgets/Button.tsx";
import {Failed} from "../../../widgets/States.tsx";
import {showError, showToast} from "../../../widgets/Toasts.tsx";
import styles from "./Discover.module.css";

const refresh = () => queryClient.invalidateQueries({queryKey: queries.library.token.key()});

/** The Hugging Face token: given, replaced or removed. It is never shown again. */
export function TokenField({id}: {readonly id?: string}) {
    const token = useQuery(queries.library.token.get.queryOptions());
    const [text, setText] = useState("");
    const [saving, setSaving] = useState(false);
    if (token.isError) return <Failed error={token.error} onRetry={() => void token.refetch()} />;
    const {present = false, kept, where} = token.data ?? {};
    const attempt = async (act: () => Promise<void>, done: string) => {
        setSaving(true);
        try {
            await act();
            setText("");
            showToast({tone: "plain", text: done});
        } catch (error) {
            showError(error);
        } finally {
            setSaving(false);
            void refresh();
        }
    };
    return (
        <form
            className={styles.token}
            onSubmit={(event) => {
                event.preventDefault();
                void attempt(() => engine.library.token.set({token: text.trim()}), "The token is kept.");
            }}
        >
            <PasswordInput
                size="xs"
                {...(id !== undefined && {id})}
                label="Hugging Face token"
                placeholder={present ? "one is kept; a new one replaces it" : "hf_…"}
                autoComplete="off"
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
            />
            <Button type="submit" disabled={text.trim() === "" || saving}>
                Keep it
            </Button>
            {present && (
                <Button disabled={saving} onClick={() => void attempt(() => engine.library.token.remove(), "The token was removed.")}>
                    Remove the token
                </Button>
            )}
            <p className={styles.hint}>
                {kept !== undefined && where !== undefined && keptWords(present, kept, where)} It is sent to Hugging Face alone, when something is fetched from
                there.
            </p>
        </form>
    );
}

function keptWords(present: boolean, kept: "system" | "file", where: string): string {
    const place = kept === "system" ? `the system's key store (${where})` : `a file that only you can read: ${where}`;
    return present ? `A token is kept in ${place}.` : `It will be kept in ${place}.`;
}
