import {answerAgain, branchTo} from "../features/chat/index.ts";
import {AutosteerOffer, ConditionFinder} from "../features/evaluation/index.ts";
import {SteeringMenu} from "../features/presets/index.ts";
import {SteeringPanel, steersAnything} from "../features/steering/index.ts";
import {ErrorBoundary} from "../widgets/ErrorBoundary.tsx";

/** one object, so that what is read with it is not read anew */
const NONE: NonNullable<Parameters<typeof SteeringPanel>[0]["model"]>["dictionaries"] = [];

type PanelProps = Parameters<typeof SteeringPanel>[0];
type SteeringProps = Omit<PanelProps, "lastAnswer" | "menu" | "offer" | "findCondition" | "onRegenerate"> & {readonly compare: boolean; readonly busy: boolean};

const findCondition: PanelProps["findCondition"] = (dictionary, onFound) => <ConditionFinder dictionary={dictionary} onFound={onFound} />;

/** The steering panel, which knows the answer on screen. */
export function ConnectedSteering({compare, busy, ...panel}: SteeringProps) {
    const {conversation} = panel;
    const lastAnswer = branchTo(conversation.messages, conversation.headId).findLast(({role}) => role === "assistant") ?? null;
    const parentId = lastAnswer?.parentId ?? null;
    const regenerate = () => {
        if (parentId === null) return;
        const seed = lastAnswer?.sampling?.seed;
        void answerAgain({
            conversationId: conversation.id,
            userMessageId: parentId,
            compare: compare && steersAnything(conversation.steering),
            ...(seed !== undefined && {seed})
        });
    };
    return (
        <ErrorBoundary key={conversation.id} what="The steering">
            <SteeringPanel
                {...panel}
                menu={<SteeringMenu conversation={conversation} dictionaries={panel.model?.dictionaries ?? NONE} />}
                offer={<AutosteerOffer />}
                findCondition={findCondition}
                lastAnswer={lastAnswer}
                onRegenerate={parentId === null || busy ? null : regenerate}
            />
        </ErrorBoundary>
    );
}
