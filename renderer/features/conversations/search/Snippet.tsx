import type {MessageHit} from "../../../../engine/contract/chat.ts";

/** A piece of a message with what was looked for marked. */
export function Snippet({snippet}: Pick<MessageHit, "snippet">) {
    let at = 0;
    return snippet.map(({text, hit}) => {
        const key = at;
        at += text.length;
        return hit ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>;
    });
}
