import type {Message} from "../../../engine/contract/chat.ts";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import {TokenView} from "../inspect/index.ts";
import type {TextRange} from "./difference/cutWords.ts";
import type {LiveLane} from "./generations.ts";
import {Markdown} from "./Markdown.tsx";
import styles from "./Message.module.css";

interface Props {
    readonly message: Message;
    readonly live: LiveLane | null;
    readonly inspectWith: string | null;
    /** words in which it differs from the answer that it is compared with */
    readonly marks?: readonly TextRange[] | undefined;
    /** features that the answer beside this one was steered by */
    readonly besides?: readonly FeatureId[] | undefined;
    readonly onSteer: (feature: FeatureId) => void;
}

/** The words of an answer, or its tokens. */
export function AnswerText({message, live, inspectWith, marks, besides, onSteer}: Props) {
    const isWriting = live !== null && !live.finished;
    if (inspectWith !== null && !isWriting) return <TokenView message={message} dictionary={inspectWith} {...(besides && {besides})} onSteer={onSteer} />;
    const text = live?.text ?? message.content;
    if (isWriting && text === "" && live.promptTotal > 0) return <PromptProgress done={live.promptDone} total={live.promptTotal} />;
    if (text === "" && !isWriting) return <p className={styles.nothing}>Nothing was written.</p>;
    return <Markdown text={text} writing={isWriting} {...(marks && {marks})} />;
}

function PromptProgress({done, total}: {readonly done: number; readonly total: number}) {
    return (
        <div className={styles.prompt} role="progressbar" aria-label="Reading the prompt" aria-valuemin={0} aria-valuemax={total} aria-valuenow={done}>
            <span className={styles.promptTrack}>
                <span style={{width: `${(done / total) * 100}%`}} />
            </span>
            <span>
                Reading the prompt, {done} of {total} tokens
            </span>
        </div>
    );
}
