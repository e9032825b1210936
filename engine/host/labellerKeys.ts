import {EngineError} from "../contract/index.ts";
import type {Secrets} from "./secrets/types.ts";

/** What a header can carry: anything else would fail later, in an error that shows it. */
const PRINTABLE = /^[\x21-\x7e]+$/;

export type LabellerKeys = ReturnType<typeof labellerKeys>;

/** The keys of endpoints that label, each kept under its address. Only requests to that address get to see them. */
export function labellerKeys(secrets: () => Promise<Secrets>) {
    return {
        /** @throws EngineError `secret/unavailable`, `file/*` */
        read: async (baseUrl: string): Promise<string | undefined> => (await secrets()).get(nameOf(baseUrl)),
        /** a locked key store still keeps it */
        async has(baseUrl: string): Promise<boolean> {
            const {get} = await secrets();
            return get(nameOf(baseUrl)).then(
                (key) => key !== undefined,
                () => true
            );
        },
        /** @throws EngineError `input/invalid`, `secret/unavailable`, `file/no-permission`, `disk/full` */
        async set(baseUrl: string, key: string | null): Promise<void> {
            const name = nameOf(baseUrl);
            if (key === null) return (await secrets()).remove(name);
            if (!PRINTABLE.test(key)) throw new EngineError("input/invalid", {detail: "a key has no spaces, line breaks or other than plain characters"});
            await (await secrets()).set(name, key);
        }
    };
}

const nameOf = (baseUrl: string) => `labeller ${requireEndpoint(baseUrl)}`;

/**
 * An endpoint's address as it is kept: no slash at its end.
 * @throws EngineError `input/invalid` for what is not HTTP, or carries a name or password: those would be kept with the run
 */
export function requireEndpoint(baseUrl: string): string {
    const url = new URL(baseUrl);
    if (url.protocol !== "https:" && url.protocol !== "http:") throw new EngineError("input/invalid", {detail: `${url.protocol} is not HTTP`});
    if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "")
        throw new EngineError("input/invalid", {detail: "an endpoint's address has no name, password, query or fragment; its key is kept apart"});
    return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}
