import type {JudgeChoice} from "../../contract/index.ts";
import type {EvaluatedModel, Judge} from "../types.ts";
import {endpointJudge} from "./endpointJudge.ts";
import {likelihoodJudge} from "./likelihoodJudge.ts";
import {loadedJudge} from "./loadedJudge.ts";

export interface JudgeOptions {
    readonly lent: Pick<EvaluatedModel, "model" | "contextSize" | "name">;
    /** of an endpoint, read anew for each request */
    readonly key: (baseUrl: string) => Promise<string | undefined>;
    /** why it waits */
    readonly onWait: (note: string) => void;
}

/** Whoever was chosen to rate answers. */
export function openJudge(choice: JudgeChoice, {lent, key, onWait}: JudgeOptions): Judge {
    switch (choice.kind) {
        case "likelihood":
            return likelihoodJudge(lent);
        case "loaded":
            return loadedJudge(lent, lent.name);
        case "openai":
        case "anthropic":
            return endpointJudge({...choice, key: () => key(choice.baseUrl), onWait});
    }
}
