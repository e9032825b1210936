import {isEngineError} from "../contract/index.ts";
import {nextStepOf} from "./nextSteps.ts";

/**
 * What the command line prints about a failure: the code, the facts, a next step. Errors that nobody foresaw keep their stack,
 * which is what a report needs.
 * @param json one line of JSON instead, for programs
 */
export function reportError(error: unknown, {json}: {json: boolean}): string {
    if (!isEngineError(error)) {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        return json ? JSON.stringify({code: "engine/internal", data: {detail: error instanceof Error ? error.message : text}}) : text;
    }
    const nextStep = nextStepOf(error);
    if (json) return JSON.stringify({code: error.code, data: error.data, nextStep});
    const facts = Object.entries(error.data).map(([name, value]) => `  ${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`);
    return [error.code, ...facts, nextStep].join("\n");
}
