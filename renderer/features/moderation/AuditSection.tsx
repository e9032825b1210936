import {useQuery} from "@tanstack/react-query";
import {useState} from "react";
import type {DictionaryInfo} from "../../../engine/contract/models.ts";
import type {AuditEntry} from "../../../engine/contract/moderation.ts";
import {engine, queries} from "../../app/engine.ts";
import {Button} from "../../widgets/Button.tsx";
import {counted} from "../../widgets/numbers.ts";
import {Section} from "../../widgets/Sheet.tsx";
import {Empty, Failed, Loading} from "../../widgets/States.tsx";
import {saveFile} from "../../widgets/saveFile.ts";
import {showError} from "../../widgets/Toasts.tsx";
import styles from "./AuditSection.module.css";

const actions: Record<AuditEntry["action"], string> = {
    add: "Added",
    remove: "Taken off",
    import: "Imported",
    export: "Exported",
    propose: "Proposed",
    accept: "Accepted",
    reject: "Rejected",
    policy: "Policy changed",
    "grant-access": "Research access granted",
    "revoke-access": "Research access ended",
    refuse: "Refused"
};

const FEW = 12;
const MOST = 1000;
const at = new Intl.DateTimeFormat("en", {dateStyle: "medium", timeStyle: "short"});

/** What was done to the list and by it; it can only grow. */
export function AuditSection({dictionary}: {readonly dictionary: DictionaryInfo}) {
    const [all, setAll] = useState(false);
    // the policy's changes belong to no dictionary, and to each
    const audit = useQuery(queries.moderation.audit.queryOptions({input: {limit: MOST}}));
    const entries = (audit.data ?? []).filter((entry) => entry.dictionary === "" || entry.dictionary === dictionary.id);
    const save = async () => {
        try {
            const file = await engine.moderation.exportAudit();
            saveFile(file, file.name);
        } catch (error) {
            showError(error);
        }
    };
    return (
        <Section
            title="Log"
            about="Every change, and every time that something was refused. Nothing is ever taken out of it."
            aside={
                <Button small disabled={entries.length === 0} onClick={() => void save()}>
                    Export the log
                </Button>
            }
        >
            {audit.isPending && <Loading what="Opening the log" />}
            {audit.isError && <Failed error={audit.error} onRetry={() => void audit.refetch()} />}
            {audit.isSuccess && entries.length === 0 && <Empty title="Nothing was done yet" />}
            {entries.length > 0 && (
                <table className={styles.log}>
                    <thead>
                        <tr>
                            <th scope="col">When</th>
                            <th scope="col">What</th>
                            <th scope="col">Why</th>
                        </tr>
                    </thead>
                    <tbody>
                        {(all ? entries : entries.slice(0, FEW)).map((entry, index) => (
                            // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be alike
                            <tr key={index}>
                                <td>{at.format(entry.at)}</td>
                                <td>
                                    {actions[entry.action]}
                                    {entry.features > 0 && `: ${counted(entry.features, "feature")}`}
                                </td>
                                <td>{entry.detail}</td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            )}
            {entries.length > FEW && (
                <Button small tone="quiet" onClick={() => setAll(!all)}>
                    {all ? "Fewer" : `${entries.length - FEW} more`}
                </Button>
            )}
        </Section>
    );
}
