import type {Message} from "../../../../engine/contract/chat.ts";
import {NO_STEERING} from "../../../../engine/contract/edits.ts";
import {FiringTrace} from "../../steering/index.ts";
import {useLiveFirings} from "./liveReadings.ts";

interface Props {
    readonly message: Message;
    readonly firstDictionary: string;
}

/** Where the rules of an answer held: as they hold while it is written, then as the engine kept it. */
export function Firings({message, firstDictionary}: Props) {
    const live = useLiveFirings(message.id);
    return <FiringTrace steering={message.steering ?? NO_STEERING} firings={message.firings ?? live} firstDictionary={firstDictionary} />;
}
