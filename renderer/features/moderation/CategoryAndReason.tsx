import {Select, Textarea} from "@mantine/core";
import {useQuery} from "@tanstack/react-query";
import {queries} from "../../app/engine.ts";
import {Failed} from "../../widgets/States.tsx";

interface Props {
    readonly category: string | null;
    readonly reason: string;
    readonly onCategory: (category: string | null) => void;
    readonly onReason: (reason: string) => void;
}

/** What a feature is moderated for, and why. */
export function CategoryAndReason({category, reason, onCategory, onReason}: Props) {
    const categories = useQuery(queries.moderation.categories.queryOptions());
    if (categories.isError) return <Failed error={categories.error} onRetry={() => void categories.refetch()} />;
    return (
        <>
            <Select
                size="xs"
                label="Category"
                placeholder="What it is moderated for"
                data={(categories.data ?? []).map(({id, title}) => ({value: id, label: title}))}
                value={category}
                onChange={onCategory}
                comboboxProps={{withinPortal: false}}
            />
            <Textarea
                size="xs"
                autosize
                minRows={2}
                maxRows={5}
                maxLength={1000}
                label="Reason"
                placeholder="For whoever reads the list later"
                value={reason}
                onChange={(event) => onReason(event.currentTarget.value)}
            />
        </>
    );
}
