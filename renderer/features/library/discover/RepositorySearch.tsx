import {TextInput} from "@mantine/core";
import {useQuery} from "@tanstack/react-query";
import {useState} from "react";
import {queries} from "../../../app/engine.ts";
import {tellError} from "../../../app/errorSentences.ts";
import {Button} from "../../../widgets/Button.tsx";
import {Section} from "../../../widgets/Sheet.tsx";
import {Failed, Loading} from "../../../widgets/States.tsx";
import styles from "./Discover.module.css";
import {GatedNote} from "./GatedNote.tsx";
import {RepositoryForm} from "./RepositoryForm.tsx";
import {readRepositoryName} from "./repositoryName.ts";

/** Any Hugging Face repository by its name; the network is asked only when the button is pressed. */
export function RepositorySearch() {
    const [text, setText] = useState("");
    const [repo, setRepo] = useState<string | null>(null);
    const name = readRepositoryName(text);
    const found = useQuery({...queries.library.repository.queryOptions({input: {repo: repo ?? ""}}), enabled: repo !== null, gcTime: 0});
    const isGated = found.isError && "code" in found.error && found.error.code === "repository/gated";
    return (
        <Section title="Any repository" about="Asks Hugging Face what it holds when you press the button, and not before.">
            <form
                className={styles.search}
                onSubmit={(event) => {
                    event.preventDefault();
                    if (name === null) return;
                    if (name === repo) void found.refetch();
                    else setRepo(name);
                }}
            >
                <TextInput
                    size="xs"
                    aria-label="Name of a Hugging Face repository"
                    placeholder="owner/name, or its address"
                    spellCheck={false}
                    autoComplete="off"
                    value={text}
                    error={text.trim() !== "" && name === null ? "A repository is written owner/name." : undefined}
                    onChange={(event) => setText(event.currentTarget.value)}
                />
                <Button type="submit" disabled={name === null || found.isFetching}>
                    Ask Hugging Face
                </Button>
            </form>
            {repo !== null && found.isFetching && <Loading what={`Asking what ${repo} holds`} />}
            {found.isError && !found.isFetching && repo !== null && (
                <div className={styles.answer}>
                    {isGated ? (
                        <GatedNote repo={repo} />
                    ) : (
                        <Failed error={found.error} {...(tellError(found.error).action === "retry" && {onRetry: () => void found.refetch()})} />
                    )}
                </div>
            )}
            {found.data !== undefined && !found.isFetching && <RepositoryForm key={`${found.data.repo}@${found.data.revision}`} repository={found.data} />}
        </Section>
    );
}
