import http from "node:http";
import {EngineError} from "../contract/index.ts";
import {type Hub, PATIENCE} from "../library/download/types.ts";
import type {HubToken} from "./hubToken.ts";

/** Hugging Face, or the mirror that `HF_ENDPOINT` names; through the proxy that the environment names. Nobody is asked anything here. */
export function openHub(token: HubToken, env: NodeJS.ProcessEnv): Hub {
    let proxied = false;
    return {
        patience: PATIENCE,
        get endpoint() {
            return readEndpoint(env.HF_ENDPOINT);
        },
        token() {
            // before the first request, and only then: the proxy is for all of this process's requests
            if (!proxied) takeProxyFrom(env);
            proxied = true;
            return token.read();
        }
    };
}

function readEndpoint(text: string | undefined): string {
    if (text === undefined || text.trim() === "") return "https://huggingface.co";
    const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
    if (url === undefined || !["http:", "https:"].includes(url.protocol))
        throw new EngineError("input/invalid", {detail: `HF_ENDPOINT is ${text}; an address like https://huggingface.co is expected`});
    return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

/** The desktop app's Node may be older than the function. */
function takeProxyFrom(env: NodeJS.ProcessEnv): void {
    const named = ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"].some((name) => env[name]);
    if (!named || typeof http.setGlobalProxyFromEnv !== "function") return;
    try {
        http.setGlobalProxyFromEnv(env);
    } catch (cause) {
        throw new EngineError("input/invalid", {detail: "the proxy that the environment names is no address"}, {cause});
    }
}
