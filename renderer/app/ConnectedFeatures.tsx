import {useCallback} from "react";
import type {Conversation} from "../../engine/contract/chat.ts";
import type {FeatureId} from "../../engine/contract/ids.ts";
import {createConversation} from "../features/conversations/index.ts";
import {FeaturesPage} from "../features/explorer/index.ts";
import {addToSteering} from "../features/steering/index.ts";
import {showError, showToast} from "../widgets/Toasts.tsx";
import {go, useRoute} from "./route.ts";

interface Props {
    readonly dictionary: string | null;
    readonly feature: FeatureId | null;
    /** what lies behind the page; undefined: none yet */
    readonly conversation: Conversation | undefined;
    /** id of the dictionary that an edit without one means */
    readonly firstDictionary: string;
    /** shows the steering panel beside the chat */
    readonly onSteered: () => void;
    readonly onClose: () => void;
}

/** The features, which add to the steering of the conversation behind them. */
export function ConnectedFeatures({dictionary, feature, conversation, firstDictionary, onSteered, onClose}: Props) {
    const route = useRoute();
    const edits = conversation?.steering.edits;
    const isSteered = useCallback(
        (where: string, which: FeatureId) => edits?.some((edit) => edit.feature === which && (edit.dictionary ?? firstDictionary) === where) ?? false,
        [edits, firstDictionary]
    );
    const steer = async (where: string, which: FeatureId) => {
        try {
            const conversationId = conversation?.id ?? (await createConversation());
            if (!(await addToSteering(conversationId, where, which))) return;
            const toChat = () => {
                go({page: "chat", conversationId});
                onSteered();
            };
            showToast({tone: "plain", text: "Added to the steering panel.", action: {label: "To the chat", run: toChat}}, {milliseconds: 5000});
        } catch (error) {
            showError(error);
        }
    };
    return (
        <FeaturesPage
            dictionary={dictionary}
            feature={feature}
            wrong={route.page === "features" ? route.wrong : undefined}
            isSteered={isSteered}
            onSteer={(where, which) => void steer(where, which)}
            onClose={onClose}
        />
    );
}
