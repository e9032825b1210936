import type {Conversation} from "../../engine/contract/chat.ts";
import type {Condition} from "../../engine/contract/conditions.ts";
import type {Steering} from "../../engine/contract/edits.ts";
import {createConversation} from "../features/conversations/index.ts";
import {EvaluationsPage} from "../features/evaluation/index.ts";
import {beginRule, changeSteering, undoSteering} from "../features/steering/index.ts";
import {showError, showToast} from "../widgets/Toasts.tsx";
import {queries, queryClient} from "./engine.ts";
import {go} from "./route.ts";

interface Props {
    readonly evaluation: string | null;
    readonly rating: boolean;
    /** what lies behind the page; undefined: none yet */
    readonly conversation: Conversation | undefined;
    /** shows the steering panel beside the chat */
    readonly onSteered: () => void;
    readonly onClose: () => void;
}

/** The evaluations, which steer the conversation behind them. */
export function ConnectedEvaluations({evaluation, rating, conversation, onSteered, onClose}: Props) {
    const toChat = async () => {
        const conversationId = conversation?.id ?? (await createConversation());
        await queryClient.fetchQuery(queries.chat.get.queryOptions({input: {conversationId}}));
        go({page: "chat", conversationId});
        onSteered();
        return conversationId;
    };
    const apply = async (steering: Steering, what: string) => {
        try {
            const conversationId = await toChat();
            changeSteering(conversationId, {steering});
            showToast({tone: "plain", text: `The chat runs under “${what}”.`, action: {label: "Undo", run: () => undoSteering(conversationId)}});
        } catch (error) {
            showError(error);
        }
    };
    const rule = async (condition: Condition) => {
        try {
            await toChat();
            beginRule(condition);
        } catch (error) {
            showError(error);
        }
    };
    return (
        <EvaluationsPage
            evaluation={evaluation}
            rating={rating}
            onApply={(steering, what) => void apply(steering, what)}
            onRule={(condition) => void rule(condition)}
            onClose={onClose}
        />
    );
}
