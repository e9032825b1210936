import type {Message} from "../../../../engine/contract/chat.ts";
import {FiringTrace} from "../../steering/index.ts";
import {useLiveFirings} from "./liveReadings.ts";

interface Props {
    readonly message: Message;
    readonly firstDictionary: string;
}

/** When the rules of an answer held, as they come while it is written. */
export function Firings({message, firstDictionary}: Props) {
    const live = useLiveFirings(message.id);
    if (message.steering === undefined) return null;
    return <FiringTrace steering={message.steering} firings={message.firings ?? live} firstDictionary={firstDictionary} />;
}
