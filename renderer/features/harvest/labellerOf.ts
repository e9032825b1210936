import type {Labeller} from "../../../engine/contract/featurePages.ts";

/** What is typed about a labeller. */
export interface LabellerFields {
    readonly kind: Labeller["kind"];
    readonly baseUrl: string;
    readonly model: string;
}

export const baseUrls = {openai: "http://127.0.0.1:8080/v1", anthropic: "https://api.anthropic.com"} as const;

export const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url);

/** Whether what is sent there stays on this machine. */
export const isLocal = (url: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(URL.canParse(url) ? new URL(url).hostname : "");

/** @returns null while something is missing */
export function labellerOf({kind, baseUrl, model}: LabellerFields): Labeller | null {
    if (kind === "loaded") return {kind};
    const named = model.trim();
    return named === "" || !URL.canParse(baseUrl) ? null : {kind, baseUrl, model: named};
}
