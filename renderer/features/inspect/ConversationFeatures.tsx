import {Modal} from "@mantine/core";
import {keepPreviousData, useQuery} from "@tanstack/react-query";
import {useState} from "react";
import type {Message} from "../../../engine/contract/chat.ts";
import type {Aggregate} from "../../../engine/contract/featurePages.ts";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import {queries} from "../../app/engine.ts";
import {Empty, Failed, Loading} from "../../widgets/States.tsx";
import {InspectionView} from "./InspectionView.tsx";

interface Props {
    readonly opened: boolean;
    /** the branch on screen */
    readonly branch: readonly Message[];
    readonly systemPrompt: string;
    readonly dictionary: string;
    readonly onSteer: (feature: FeatureId) => void;
    readonly onClose: () => void;
}

const K = 60;

/** Which features fire in a whole conversation, as the model reads it without edits. */
export function ConversationFeatures({opened, branch, systemPrompt, dictionary, onSteer, onClose}: Props) {
    const [aggregate, setAggregate] = useState<Aggregate>("frequency");
    const turns = [
        ...(systemPrompt === "" ? [] : [{role: "system" as const, content: systemPrompt}]),
        ...branch.filter(({content}) => content !== "").map(({role, content}) => ({role, content}))
    ];
    const inspection = useQuery({
        ...queries.features.inspect.queryOptions({input: {dictionary, turns, aggregate, k: K}}),
        enabled: opened && branch.length > 0,
        placeholderData: keepPreviousData
    });
    return (
        <Modal opened={opened} onClose={onClose} title="Features of this conversation" size={820}>
            {branch.length === 0 ? (
                <Empty title="Nothing was said yet" />
            ) : inspection.isPending ? (
                <Loading what="Reading the conversation through the dictionary" />
            ) : inspection.isError ? (
                <Failed error={inspection.error} onRetry={() => void inspection.refetch()} />
            ) : (
                <InspectionView dictionary={dictionary} inspection={inspection.data} aggregate={aggregate} onAggregate={setAggregate} onSteer={onSteer} />
            )}
        </Modal>
    );
}
