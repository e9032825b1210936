import {Select} from "@mantine/core";
import {IconX} from "@tabler/icons-react";
import {keepPreviousData, useQuery} from "@tanstack/react-query";
import {useRef, useState} from "react";
import type {DictionaryInfo} from "../../../engine/contract/models.ts";
import type {ModerationEntry} from "../../../engine/contract/moderation.ts";
import {engine, queries} from "../../app/engine.ts";
import {fragmentOf} from "../../app/route.ts";
import {Button} from "../../widgets/Button.tsx";
import {IconButton} from "../../widgets/IconButton.tsx";
import {ago, count, counted} from "../../widgets/numbers.ts";
import {Section, sheet} from "../../widgets/Sheet.tsx";
import {Empty, Failed, Loading} from "../../widgets/States.tsx";
import {saveFile} from "../../widgets/saveFile.ts";
import {showError, showToast} from "../../widgets/Toasts.tsx";
import {AddForm} from "./AddForm.tsx";
import {changeModeration} from "./changeModeration.ts";
import rows from "./Entry.module.css";
import form from "./Form.module.css";
import styles from "./ListSection.module.css";
import {ReasonDialog} from "./ReasonDialog.tsx";
import {useCategoryTitles} from "./useCategoryTitles.ts";

const PAGE = 100;

/** The moderated features: looked through by category, added to, taken off, imported and exported. */
export function ListSection({dictionary}: {readonly dictionary: DictionaryInfo}) {
    const [category, setCategory] = useState<string | null>(null);
    const [page, setPage] = useState(0);
    const [removing, setRemoving] = useState<ModerationEntry | null>(null);
    const upload = useRef<HTMLInputElement>(null);
    const titleOf = useCategoryTitles();
    const categories = useQuery(queries.moderation.categories.queryOptions()).data ?? [];
    const input = {dictionary: dictionary.id, offset: page * PAGE, limit: PAGE, ...(category !== null && {category})};
    const list = useQuery({...queries.moderation.list.queryOptions({input}), placeholderData: keepPreviousData});
    const take = async (file: File) => {
        await changeModeration(async () => {
            const {added, present, skipped} = await engine.moderation.import({dictionary: dictionary.id, file});
            const rest = [present > 0 && `${count(present)} were there already`, skipped > 0 && `${count(skipped)} do not belong to it`].filter(Boolean);
            showToast({tone: "plain", text: `${counted(added, "feature")} added to the list${rest.length === 0 ? "." : `; ${rest.join(", ")}.`}`});
        });
    };
    const exportList = async () => {
        try {
            const file = await engine.moderation.export({dictionary: dictionary.id});
            saveFile(file, file.name);
        } catch (error) {
            showError(error);
        }
    };
    const total = list.data?.total ?? 0;
    const last = Math.max(0, Math.ceil(total / PAGE) - 1);
    return (
        <Section title="Moderated features" about="Nobody sees or steers these, through any door, unless research access is on.">
            <div className={form.controls}>
                <Select
                    size="xs"
                    w={210}
                    aria-label="Category shown"
                    placeholder="Every category"
                    clearable
                    data={categories.map(({id, title}) => ({value: id, label: title}))}
                    value={category}
                    onChange={(value) => {
                        setCategory(value);
                        setPage(0);
                    }}
                />
                <span className={form.spring} />
                <Button onClick={() => upload.current?.click()}>Import a list…</Button>
                <Button disabled={total === 0} onClick={() => void exportList()}>
                    Export the list
                </Button>
                <input
                    ref={upload}
                    type="file"
                    hidden
                    aria-label="Moderation list to import"
                    accept=".json,.jsonl,.csv"
                    onChange={(event) => {
                        const file = event.currentTarget.files?.[0];
                        event.currentTarget.value = "";
                        if (file !== undefined) void take(file);
                    }}
                />
            </div>
            <AddForm dictionary={dictionary} />
            {list.isPending && <Loading what="Opening the list" />}
            {list.isError && <Failed error={list.error} onRetry={() => void list.refetch()} />}
            {list.isSuccess && total === 0 && (
                <Empty title={category === null ? "Nothing is moderated" : `Nothing is moderated as ${titleOf(category)}`}>
                    Add features by number, or from a feature’s own page.
                </Empty>
            )}
            {list.data !== undefined && total > 0 && (
                <ul className={sheet.sheet} aria-label="Moderated features">
                    {list.data.entries.map((entry) => (
                        <li key={entry.feature} className={rows.entry} aria-label={`Feature ${entry.feature}`}>
                            <a className={rows.number} href={fragmentOf({page: "features", dictionary: dictionary.id, feature: entry.feature})}>
                                {entry.feature}
                            </a>
                            <span className={rows.entryWords}>
                                <span>{entry.label ?? <i className={rows.faint}>no label</i>}</span>
                                <small>
                                    {titleOf(entry.category)} · {entry.reason} · {entry.source === "user" ? "by you" : entry.source}, {ago(entry.at)}
                                </small>
                            </span>
                            <IconButton label={`Take feature ${entry.feature} off the list`} onClick={() => setRemoving(entry)}>
                                <IconX size={15} />
                            </IconButton>
                        </li>
                    ))}
                </ul>
            )}
            {last > 0 && (
                <div className={styles.pager}>
                    <Button small disabled={page === 0} onClick={() => setPage(page - 1)}>
                        Before
                    </Button>
                    <span>
                        {count(page * PAGE + 1)} to {count(Math.min(total, (page + 1) * PAGE))} of {count(total)}
                    </span>
                    <Button small disabled={page >= last} onClick={() => setPage(page + 1)}>
                        Next
                    </Button>
                </div>
            )}
            <ReasonDialog
                opened={removing !== null}
                title={`Take feature ${removing?.feature ?? ""} off the list?`}
                about="It will be shown and can be steered again. Why?"
                confirm="Take it off"
                onClose={() => setRemoving(null)}
                onConfirm={(reason) =>
                    removing !== null &&
                    void changeModeration(() => engine.moderation.remove({dictionary: dictionary.id, features: [removing.feature], reason}))
                }
            />
        </Section>
    );
}
