import {useCallback} from "react";
import type {FeatureId} from "../../engine/contract/ids.ts";
import {ChatView} from "../features/chat/index.ts";
import {loadModel} from "../features/models/index.ts";
import {useSteering} from "../features/steering/index.ts";

type ChatProps = Omit<Parameters<typeof ChatView>[0], "onSteer" | "onLoad"> & {readonly onSteered: (() => void) | undefined};

/** The chat, whose tokens add to the steering. */
export function ConnectedChat({onSteered, ...chat}: ChatProps) {
    const {conversation, dictionary, status} = chat;
    const first = (status?.state === "ready" ? status.model.dictionaries[0]?.id : undefined) ?? "";
    const {add} = useSteering(conversation, first);
    const onSteer = useCallback(
        (feature: FeatureId) => {
            if (dictionary === null) return;
            void add(dictionary, feature);
            onSteered?.();
        },
        [add, dictionary, onSteered]
    );
    return <ChatView {...chat} onSteer={onSteer} onLoad={(modelId) => void loadModel(modelId)} />;
}
