import {EngineError} from "../contract/index.ts";
import type {Secrets} from "./secrets/types.ts";

const NAME = "huggingface";

/** What a header can carry: anything else would fail later, in an error that shows it. */
const PRINTABLE = /^[\x21-\x7e]+$/;

export type HubToken = ReturnType<typeof hubToken>;

/** The Hugging Face token: the one that was kept, else the environment's. Only requests to the hub get to see it. */
export function hubToken({secrets, env}: {readonly secrets: () => Promise<Secrets>; readonly env: NodeJS.ProcessEnv}) {
    const fromEnv = () => {
        const token = env.HF_TOKEN?.trim();
        return token !== undefined && PRINTABLE.test(token) ? token : undefined;
    };
    return {
        /** @throws EngineError `secret/unavailable`, `file/*` */
        async read(): Promise<string | undefined> {
            return (await (await secrets()).get(NAME)) ?? fromEnv();
        },
        /** whether there is one, and where it is or would be kept */
        async describe(): Promise<{present: boolean; kept: "system" | "file"; where: string}> {
            const {kind, where, get} = await secrets();
            // a locked key store still keeps it
            const kept = await get(NAME).then(
                (token) => token !== undefined,
                () => true
            );
            if (!kept && fromEnv() !== undefined) return {present: true, kept: kind, where: "HF_TOKEN in the environment"};
            return {present: kept, kept: kind, where};
        },
        /** @throws EngineError `input/invalid`, `secret/unavailable`, `file/no-permission`, `disk/full` */
        async set(token: string): Promise<void> {
            if (!PRINTABLE.test(token)) throw new EngineError("input/invalid", {detail: "a token has no spaces, line breaks or other than plain characters"});
            await (await secrets()).set(NAME, token);
        },
        async remove(): Promise<void> {
            await (await secrets()).remove(NAME);
        }
    };
}
