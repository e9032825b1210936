import {Textarea, TextInput} from "@mantine/core";
import {IconPlus, IconX} from "@tabler/icons-react";
import {useQuery} from "@tanstack/react-query";
import {useState} from "react";
import type {ModerationCategory} from "../../../engine/contract/moderation.ts";
import {engine, queries} from "../../app/engine.ts";
import {Button} from "../../widgets/Button.tsx";
import {IconButton} from "../../widgets/IconButton.tsx";
import {Section, sheet} from "../../widgets/Sheet.tsx";
import {Failed, Loading} from "../../widgets/States.tsx";
import styles from "./CategoriesSection.module.css";
import {categoryId} from "./categoryId.ts";
import {changeModeration} from "./changeModeration.ts";
import form from "./Form.module.css";

/** The policy: what features are moderated for, as the model is told when it looks for more. */
export function CategoriesSection() {
    const categories = useQuery(queries.moderation.categories.queryOptions());
    const [draft, setDraft] = useState<readonly ModerationCategory[] | null>(null);
    const save = async () => {
        if (draft === null) return;
        const named = draft.filter(({title}) => title.trim() !== "");
        const withIds = named.map((each, index) =>
            each.id === ""
                ? {
                      ...each,
                      id: categoryId(
                          each.title,
                          named.map(({id}) => id),
                          index
                      )
                  }
                : each
        );
        if (await changeModeration(() => engine.moderation.setCategories({categories: withIds}))) setDraft(null);
    };
    const change = (index: number, part: Partial<ModerationCategory>) =>
        setDraft((now) => now?.map((each, place) => (place === index ? {...each, ...part} : each)) ?? null);
    return (
        <Section
            title="Policy"
            about="The categories that features are moderated under. The model is told these words when it looks for more."
            aside={
                draft === null && (
                    <Button small disabled={categories.data === undefined} onClick={() => setDraft(categories.data ?? [])}>
                        Edit
                    </Button>
                )
            }
        >
            {categories.isPending && <Loading what="Opening the policy" />}
            {categories.isError && <Failed error={categories.error} onRetry={() => void categories.refetch()} />}
            {draft === null && categories.data !== undefined && (
                <ul className={sheet.sheet} aria-label="Categories">
                    {categories.data.map(({id, title, description}) => (
                        <li key={id} className={styles.policy}>
                            <strong>{title}</strong>
                            <span>{description}</span>
                        </li>
                    ))}
                </ul>
            )}
            {draft !== null && (
                <form
                    className={styles.draft}
                    onSubmit={(event) => {
                        event.preventDefault();
                        void save();
                    }}
                >
                    {draft.map(({id, title, description}, index) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: new ones have no id yet
                        <fieldset key={index} className={styles.draftRow} aria-label={title || "New category"}>
                            <TextInput
                                size="xs"
                                aria-label="Name of the category"
                                placeholder="Name"
                                maxLength={100}
                                value={title}
                                onChange={(event) => change(index, {title: event.currentTarget.value})}
                            />
                            <Textarea
                                size="xs"
                                autosize
                                minRows={1}
                                maxLength={1000}
                                aria-label="What it covers"
                                placeholder="What it covers"
                                value={description}
                                onChange={(event) => change(index, {description: event.currentTarget.value})}
                            />
                            <IconButton label={`Remove category ${title || id}`} onClick={() => setDraft(draft.filter((_, place) => place !== index))}>
                                <IconX size={15} />
                            </IconButton>
                        </fieldset>
                    ))}
                    <div className={form.controls}>
                        <Button small onClick={() => setDraft([...draft, {id: "", title: "", description: ""}])}>
                            <IconPlus size={13} aria-hidden="true" /> Category
                        </Button>
                        <span className={form.spring} />
                        <Button onClick={() => setDraft(null)}>Cancel</Button>
                        <Button type="submit" tone="accent">
                            Save the policy
                        </Button>
                    </div>
                </form>
            )}
        </Section>
    );
}
